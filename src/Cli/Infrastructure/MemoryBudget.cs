using System.CommandLine;
using System.Globalization;
using QXai.Nn.Training;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// <c>--memory</c>: the most memory that a run may hold. Work is cut into smaller pieces until it fits, or refused with what it needs; the garbage
/// collector is held to the limit too, so that an estimate that was wrong ends in one line and not in a machine that swaps.
/// </summary>
internal sealed class MemoryBudget
{
    /// <summary>What the runtime still takes after the data have been read: compiled code, stacks, the collector's own tables.</summary>
    private const long Runtime = 32L << 20;

    private readonly long limit, resident;

    /// <summary>A limit where so many bytes are resident already.</summary>
    internal MemoryBudget(long limit, long resident) => (this.limit, this.resident) = (limit, resident);

    private long Available => limit - resident - Runtime;

    public static Option<string?> Option() => new("--memory")
    {
        Description = "The most memory to hold, such as 512M or 2G: fewer samples at once and fewer threads make do with less; what cannot is refused.",
        HelpName = "SIZE",
    };

    /// <summary>
    /// The limit given on the command line; null where none was given. To be called when the data have been read: they count.
    /// </summary>
    public static MemoryBudget? Read(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        var (limit, resident) = (Bytes(text), ResidentMemory.AfterCollection());
        if (limit <= resident + Runtime)
        {
            throw new InputException(
                $"--memory {text}: program and data need {ResidentMemory.Text(resident + Runtime)}, but {ResidentMemory.Text(limit)} are available.");
        }

        return new MemoryBudget(limit, resident);
    }

    /// <summary>Holds the garbage collector to the limit from now on.</summary>
    public void Hold()
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(Available + GC.GetTotalMemory(forceFullCollection: true)));
        GC.RefreshMemoryLimit();
    }

    /// <summary>
    /// Options, workers and samples tested at once that fit: first fewer samples are tested at once, then batches are cut into more slots, then there
    /// are fewer workers. <paramref name="note"/> hears of what was changed. Throws <see cref="InputException"/> where nothing fits.
    /// </summary>
    public (TrainingOptions Options, int Workers, int Tested) Fit(
        WorkingSet set, TrainingOptions options, bool mixesSamples, int samples, int workers, int tested, Action<string> note)
    {
        var largest = mixesSamples ? 1 : Math.Min(options.BatchSize, samples);
        for (var (slots, count, at) = (mixesSamples ? 1 : options.Slots, workers, tested); ;)
        {
            var slotSize = Math.Min((int)(((long)options.BatchSize + slots - 1) / slots), samples);
            var needed = set.OfTraining(slotSize, slots, count) + set.OfTesting(at, count);
            if (needed <= Available)
            {
                Tell(slots, count, at);
                return (mixesSamples ? options : options with { Slots = slots }, count, at);
            }

            if (at > 1)
            {
                at /= 2;
            }
            else if (slots < largest)
            {
                slots = (int)Math.Min(2L * slots, largest);
            }
            else if (count > 1)
            {
                count /= 2;
            }
            else
            {
                throw Refusal("Training", needed, "fewer --channels or --qubits or, with --batch-norm, a smaller --batch would help");
            }
        }

        void Tell(int slots, int count, int at)
        {
            if (slots != (mixesSamples ? 1 : options.Slots) || count != workers || at != tested)
            {
                note($"--memory {ResidentMemory.Text(limit)}: batches in {slots} slots, {count} thread(s), {at} sample(s) tested at once.");
            }
        }
    }

    /// <summary>Workers and samples at once that fit for work that needs so many bytes: as for training.</summary>
    public (int Workers, int AtOnce) Fit(string work, Func<int, int, long> needed, int workers, int atOnce, Action<string> note)
    {
        var (count, at) = (workers, atOnce);
        while (needed(at, count) > Available)
        {
            if (at == 1 && count == 1)
            {
                throw Refusal(work, needed(1, 1), "a smaller model would help");
            }

            (at, count) = at > 1 ? (at / 2, count) : (at, count / 2);
        }

        if ((count, at) != (workers, atOnce))
        {
            note($"--memory {ResidentMemory.Text(limit)}: {count} thread(s), {at} sample(s) at once.");
        }

        return (count, at);
    }

    private InputException Refusal(string work, long needed, string remedy) => new(
        $"{work} needs {ResidentMemory.Text(resident + Runtime + needed)} even one sample at a time, "
        + $"but --memory makes {ResidentMemory.Text(limit)} available: {remedy}.");

    private static long Bytes(string text)
    {
        var digits = text.TrimEnd('B', 'b').TrimEnd('i');
        var shift = digits.Length > 0 ? "KMGT".IndexOf(char.ToUpperInvariant(digits[^1])) : -1;
        var number = shift >= 0 ? digits[..^1] : digits;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value < 1e6
            && shift >= 1
            ? (long)(value * (1L << (10 * (shift + 1))))
            : throw new InputException($"--memory {text}: a size such as 512M or 2G is needed.");
    }
}
