namespace QXai.Benchmarks.Suite;

/// <summary>Arrays of numbers in [-1, 1], the same at every run.</summary>
internal static class Filled
{
    public static T[] Of<T>(int length)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var values = new T[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = T.CreateTruncating(((i * 37L) % 101 - 50) / 50.0);
        }

        return values;
    }
}
