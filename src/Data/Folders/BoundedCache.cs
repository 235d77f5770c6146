using System.Runtime.CompilerServices;

namespace QXai.Data.Folders;

/// <summary>
/// Keeps the decoded arrays of a data set's samples up to a number of bytes in all. What no longer fits is made anew each time it is asked for:
/// nothing is evicted, because an epoch reads every sample once and the least recently used would be exactly the next to be needed. Safe for several
/// threads; a sample may be made twice at once, but is counted once.
/// </summary>
internal sealed class BoundedCache<T>(int samples, long capacity, Func<int, T[]> make)
    where T : unmanaged
{
    private readonly T[]?[] kept = new T[]?[samples];
    private long used;

    /// <summary>Bytes that are kept now.</summary>
    public long Used => Interlocked.Read(ref used);

    /// <summary>The array of a sample.</summary>
    public T[] Get(int index)
    {
        if (Volatile.Read(ref kept[index]) is { } present)
        {
            return present;
        }

        var made = make(index);
        var bytes = (long)made.Length * Unsafe.SizeOf<T>();
        if (Interlocked.Add(ref used, bytes) > capacity)
        {
            Interlocked.Add(ref used, -bytes);
            return made;
        }

        if (Interlocked.CompareExchange(ref kept[index], made, null) is { } first)
        {
            Interlocked.Add(ref used, -bytes);
            return first;
        }

        return made;
    }
}
