using QXai.Numerics;

namespace QXai.Data.Audio;

/// <summary>The last step that the readers share: from the bytes of the samples to a recording.</summary>
internal static class AudioData
{
    /// <summary>
    /// Decodes the whole frames among the first <paramref name="announced"/> bytes of <paramref name="rest"/>. Fewer bytes than announced and a
    /// broken last frame give warnings; no whole frame is an <see cref="InputException"/>.
    /// </summary>
    public static Recording ToRecording(ReadOnlySpan<byte> rest, long announced, SampleFormat format, string name)
    {
        var warnings = new List<string>();
        var available = (int)Math.Min(announced, rest.Length);
        if (available < announced)
        {
            warnings.Add($"the file is cut short: {announced} bytes of samples are announced, {available} are there");
        }

        var frames = available / format.FrameBytes;
        if (frames == 0)
        {
            throw new InputException($"{name} holds no samples: {available} bytes of data, where a frame takes {format.FrameBytes}.");
        }

        if (available % format.FrameBytes != 0)
        {
            warnings.Add($"the last frame is broken: {available % format.FrameBytes} of {format.FrameBytes} bytes");
        }

        var samples = SampleDecoder.Decode(rest[..(frames * format.FrameBytes)], format, name);
        return new Recording(new Waveform(samples, format.SampleRate, format.Channels), format.Encoding, format.Bits, warnings);
    }
}
