using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Reading;

/// <summary>What the reader tells of a window.</summary>
/// <param name="Answered">Log-odds that the window answers the question.</param>
/// <param name="Sentences">Of each sentence, in their order.</param>
public sealed record WindowReading(double Answered, IReadOnlyList<SentenceReading> Sentences)
{
    // An answer of more words is not marked: it is the sentence.
    private const int LongestSpan = 24;

    /// <param name="numbers">Of each token in turn (see <see cref="ReaderModel.Numbers"/>).</param>
    internal static WindowReading Of(TokenizedWindow window, ReadOnlySpan<float> numbers)
    {
        var sentences = new SentenceReading[window.Sentences.Count];
        for (var index = 0; index < sentences.Length; index++)
        {
            var (start, count) = window.Sentences[index].GetOffsetAndLength(window.Tokens.Count);
            var tokens = numbers.Slice(start * ReaderModel.Outputs, count * ReaderModel.Outputs);
            var (yes, no) = (Math.Exp(Mean(tokens, ReaderModel.Yes)), Math.Exp(Mean(tokens, ReaderModel.No)));
            var (from, to) = Span(tokens[..((count - 1) * ReaderModel.Outputs)]);
            sentences[index] = new SentenceReading(
                Mean(tokens, ReaderModel.Answers),
                yes / (1 + yes + no),
                no / (1 + yes + no),
                count > 1 ? new AnswerSpan(window.Tokens[start + from].Start, window.Tokens[start + to].End) : default);
        }

        return new WindowReading(numbers[ReaderModel.Answers], sentences);
    }

    private static double Mean(ReadOnlySpan<float> tokens, int output)
    {
        var sum = 0.0;
        for (var place = output; place < tokens.Length; place += ReaderModel.Outputs)
        {
            sum += tokens[place];
        }

        return sum / (tokens.Length / ReaderModel.Outputs);
    }

    /// <summary>The first and the last token whose log-odds together are highest.</summary>
    private static (int From, int To) Span(ReadOnlySpan<float> tokens)
    {
        var (best, span) = (float.NegativeInfinity, (0, 0));
        var count = tokens.Length / ReaderModel.Outputs;
        for (var from = 0; from < count; from++)
        {
            for (var to = from; to < Math.Min(count, from + LongestSpan); to++)
            {
                var sum = tokens[from * ReaderModel.Outputs + ReaderModel.Begins] + tokens[to * ReaderModel.Outputs + ReaderModel.Ends];
                if (sum > best)
                {
                    (best, span) = (sum, (from, to));
                }
            }
        }

        return span;
    }
}

/// <summary>What the reader tells of a sentence.</summary>
/// <param name="Answers">Log-odds that it answers the question.</param>
/// <param name="Yes">How probable it is that a yes/no question gets a yes from it: 0 to 1; the rest of both is neither.</param>
/// <param name="No">The same of a no.</param>
/// <param name="Span">Where in it the answer stands.</param>
public sealed record SentenceReading(double Answers, double Yes, double No, AnswerSpan Span)
{
    /// <summary>How probable it is that it answers: 0 to 1.</summary>
    public double Probability => 1 / (1 + Math.Exp(-Answers));
}

/// <summary>A part of a sentence's text, in UTF-16 units, end exclusive; empty where nothing is marked.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AnswerSpan(int Start, int End);
