using QXai.Data.Speech;
using QXai.Numerics;

namespace QXai.Data.Tests.Speech;

public sealed class SpectrogramPictureTests
{
    private static readonly SpectrogramForm Form = new();

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    public void A_tone_lights_the_band_of_its_frequency_at_its_level(int hertz)
    {
        var picture = new SpectrogramPicture(Form).Draw(Tone(hertz, 0.1));
        for (var frame = 0; frame < Form.Frames; frame++)
        {
            var loudest = Enumerable.Range(0, Form.Bands).MaxBy(row => picture[row * Form.Frames + frame]);
            Assert.InRange(Form.Bands - 1 - loudest, (hertz / Form.HertzPerBand) - 1, hertz / Form.HertzPerBand);
        }

        // A sine of amplitude 0.1 stands at -20 dB; its power is shared by the bins of a band.
        var level = Form.Lowest + picture.Max() / 255.0 * (Form.Highest - Form.Lowest);
        Assert.InRange(level, -24, -20);
    }

    [Fact]
    public void A_mask_of_ones_keeps_the_sound_and_one_of_zeros_nothing()
    {
        var picture = new SpectrogramPicture(Form);
        var sound = Tone(440, 0.2);
        var kept = picture.Keep(sound, Tensor<double>.Full(new Shape(Form.Bands, Form.Frames), 1));
        for (var i = 1; i < sound.Length - 1; i++)
        {
            Assert.Equal(sound[i], kept[i], 1e-5f);
        }

        Assert.All(picture.Keep(sound, new Tensor<double>(new Shape(Form.Bands, Form.Frames))), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_mask_removes_the_tone_in_whose_band_it_is_zero()
    {
        var (low, high) = (Tone(500, 0.1), Tone(3000, 0.1));
        var both = low.Zip(high, (a, b) => a + b).ToArray();
        var mask = new Tensor<double>(new Shape(Form.Bands, Form.Frames));
        for (var row = Form.Bands - 24; row < Form.Bands; row++)
        {
            mask.Span.Slice(row * Form.Frames, Form.Frames).Fill(1);
        }

        var kept = new SpectrogramPicture(Form).Keep(both, mask);
        for (var i = 1000; i < kept.Length - 1000; i++)
        {
            Assert.Equal(low[i], kept[i], 1e-3f);
        }
    }

    [Fact]
    public void Refuses_sound_of_another_length() =>
        Assert.Equal(
            "SpectrogramPicture: 33024 samples make a picture, but 100 were given.",
            Assert.Throws<ShapeException>(() => new SpectrogramPicture(Form).Draw(new float[100])).Message);

    private static float[] Tone(int hertz, double amplitude) =>
        [.. Enumerable.Range(0, Form.Samples).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / Form.SampleRate)))];
}
