using System.Security.Cryptography;
using QXai.Data.Images;
using QXai.Data.Jpeg;
using QXai.Tests;

namespace QXai.Data.Tests.Jpeg;

/// <summary>The files of tests/Fixtures/jpeg, written by another encoder, have the pixels that libjpeg-turbo 2.1.5 decodes them to.</summary>
public class JpegFixtureTests
{
    public static TheoryData<string, int, int, string> Files
    {
        get
        {
            var files = new TheoryData<string, int, int, string>();
            foreach (var fields in File.ReadLines(Fixtures.Path("jpeg/expected.csv")).Skip(1).Select(line => line.Split(',')))
            {
                files.Add(fields[0], int.Parse(fields[1]), int.Parse(fields[2]), fields[3]);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void PixelsAreThoseOfTheReference(string file, int width, int height, string hash)
    {
        var picture = JpegReader.Read(Fixtures.Path($"jpeg/{file}"));

        Assert.Empty(picture.Warnings);
        Assert.Equal((width, height), (picture.Stored.Width, picture.Stored.Height));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(picture.Stored.ToRgb().Pixels)));
        Assert.Equal(file == "rgb.jpg" ? ColourModel.Rgb : file.StartsWith("grey") ? ColourModel.Grey : ColourModel.YCbCr, picture.Stored.Source);
    }
}
