using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using QXai.Quantum;
using QXai.Quantum.Formats;
using QXai.Quantum.Simulation;

namespace QXai.Cli.Infrastructure;

/// <summary>Writes results that may hold millions of numbers: piece by piece, in full precision, never as one string.</summary>
internal sealed class CircuitJsonWriter : IDisposable
{
    private const int Piece = 1 << 16;

    private readonly TextWriter output;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * Piece);
    private readonly Utf8JsonWriter json;
    private readonly CancellationToken cancellation;

    /// <summary>Begins a document; cancellation, looked for at every piece, leaves it unfinished.</summary>
    public CircuitJsonWriter(TextWriter output, CancellationToken cancellation)
    {
        (this.output, this.cancellation) = (output, cancellation);
        json = new(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
    }

    /// <summary>A number, text or small structure.</summary>
    public void Write(string name, object? value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Json.Options);
        Drain(0);
    }

    /// <summary>Numbers one below the other.</summary>
    public void Write(string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        WriteArray(values);
    }

    /// <summary>Rows of numbers.</summary>
    public void Write(string name, double[,] matrix)
    {
        json.WritePropertyName(name);
        WriteMatrix(matrix);
    }

    /// <summary>All answers that there are, under the names that files want them by.</summary>
    public void Write(CircuitAnswers answers)
    {
        if (answers.State is { } state)
        {
            Write(state);
        }

        if (answers.Rho is { } rho)
        {
            json.WritePropertyName(AnswerNames.Rho);
            WriteRho(rho);
        }

        if (answers.Probabilities is { } probabilities)
        {
            Write(AnswerNames.Probabilities, probabilities);
        }

        if (answers.Expectations is { } expectations)
        {
            Write(AnswerNames.Expectations, expectations);
        }

        WriteAll(AnswerNames.Gradients, answers.Gradients, WriteArray);
        WriteAll(AnswerNames.Hessians, answers.Hessians, WriteMatrix);
        if (answers.Metric is { } metric)
        {
            Write(AnswerNames.Metric, metric);
        }
    }

    /// <summary>Ends the document, unless it was cancelled.</summary>
    public void Dispose()
    {
        if (cancellation.IsCancellationRequested)
        {
            json.Reset();
            json.Dispose();
            return;
        }

        json.WriteEndObject();
        Drain(0);
        output.WriteLine();
        json.Dispose();
    }

    private void WriteAll<T>(string name, IEnumerable<T>? items, Action<T> write)
    {
        if (items is not null)
        {
            json.WriteStartArray(name);
            foreach (var item in items)
            {
                write(item);
            }

            json.WriteEndArray();
        }
    }

    private void WriteArray(IEnumerable<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
            Drain(Piece);
        }

        json.WriteEndArray();
    }

    private void WriteMatrix(double[,] matrix)
    {
        json.WriteStartArray();
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            var row = i;
            WriteArray(Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[row, j]));
        }

        json.WriteEndArray();
    }

    /// <summary>The amplitudes of a state, under the name that files want them by.</summary>
    public void Write<T>(StateVector<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        json.WritePropertyName(AnswerNames.State);
        json.WriteStartArray();
        for (var i = 0; i < state.Dimension; i++)
        {
            WritePair(double.CreateTruncating(state.Real[i]), double.CreateTruncating(state.Imaginary[i]));
        }

        json.WriteEndArray();
    }

    private void WriteRho(ComplexMatrix rho)
    {
        json.WriteStartArray();
        for (var row = 0; row < rho.Size; row++)
        {
            json.WriteStartArray();
            for (var column = 0; column < rho.Size; column++)
            {
                WritePair(rho[row, column].Real, rho[row, column].Imaginary);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>A complex number on one line.</summary>
    private void WritePair(double re, double im)
    {
        json.WriteRawValue(FormattableString.Invariant($"\n    [{re:R}, {im:R}]"), skipInputValidation: true);
        Drain(Piece);
    }

    /// <summary>Hands over what has gathered, if it is as much as that.</summary>
    private void Drain(int limit)
    {
        if (json.BytesPending + buffer.WrittenCount < limit)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        json.Flush();
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.ResetWrittenCount();
    }
}
