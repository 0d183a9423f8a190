using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;

namespace NewsBot.Training;

/// <summary>A window of an example in tokens, with what is to be learnt from it.</summary>
/// <param name="Labels">Per sentence of the window, as in <see cref="Example.Labels"/>.</param>
/// <param name="Answer">First and last token of the answer, within the sentence that it is in.</param>
internal sealed record Sample(TokenizedWindow Window, IReadOnlyList<int> Labels, (int Sentence, int First, int Last)? Answer, string? YesNo, bool IsWhole)
{
    public int Length => Window.Tokens.Count;

    /// <param name="sentences">Which of the example's sentences the window holds.</param>
    public static Sample Of(Example example, string question, Range sentences, WindowTokenizer tokenizer)
    {
        var (from, count) = sentences.GetOffsetAndLength(example.Sentences.Count);
        var window = tokenizer.Tokenize(new ReadingWindow(question, example.Header, example.Sentences.Skip(from).Take(count).ToList()));
        var labels = example.Labels.Skip(from).Take(count).ToList();
        (int, int, int)? answer = null;
        if (example.Span is { } span && span.Sentence >= from && span.Sentence < from + count)
        {
            var tokens = window.Sentences[span.Sentence - from];
            var inside = Enumerable.Range(tokens.Start.Value, tokens.End.Value - 1 - tokens.Start.Value)
                .Where(token => window.Tokens[token].Start < span.End && window.Tokens[token].End > span.Start).ToList();
            if (inside is [var first, .., var last])
            {
                answer = (span.Sentence - from, first - tokens.Start.Value, last - tokens.Start.Value);
            }
            else if (inside is [var only])
            {
                answer = (span.Sentence - from, only - tokens.Start.Value, only - tokens.Start.Value);
            }
        }

        return new Sample(window, labels, answer, example.YesNo, example.IsWhole);
    }
}
