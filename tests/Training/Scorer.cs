using System.Globalization;
using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>Reads whole passages that nothing was learnt from, and tells how well.</summary>
internal sealed class Scorer(ReaderNetwork network, WindowTokenizer tokenizer)
{
    private const int MostTokens = 320;
    private const int Overlap = 1;
    private const int MostQuestions = 1100;

    /// <summary>A line a set: how often the sentence read as surest answers, or one of three; the area under the curve of answerable against not.</summary>
    public string Score(IReadOnlyList<Example> examples, int step) =>
        $"step {step}\n" + string.Join('\n', examples.GroupBy(example => example.Set).Select(set => $"  {set.Key}: {Score(set.Take(MostQuestions).ToList())}"));

    private string Score(List<Example> examples)
    {
        using var untracked = no_grad();
        network.eval();
        var (first, three, answerable, inSpan, spans, right, sure, sureRight, yesno) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
        var (with, without) = (new List<double>(), new List<double>());
        foreach (var example in examples)
        {
            var read = Read(example);
            var order = Enumerable.Range(0, read.Length).OrderByDescending(sentence => read[sentence].Relevance).ToList();
            (example.IsAnswerable ? with : without).Add(read[order[0]].Relevance);
            if (!example.IsAnswerable)
            {
                continue;
            }

            answerable++;
            first += example.Labels[order[0]] == 1 ? 1 : 0;
            three += order.Take(3).Any(sentence => example.Labels[sentence] == 1) ? 1 : 0;
            if (example.Span is { } span)
            {
                spans++;
                inSpan += read[span.Sentence].Start < span.End && read[span.Sentence].End > span.Start ? 1 : 0;
            }

            if (example.YesNo is { } expected && example.Labels[order[0]] == 1)
            {
                yesno++;
                var (isRight, isSure) = ((read[order[0]].Yes > read[order[0]].No ? "yes" : "no") == expected, Math.Max(read[order[0]].Yes, read[order[0]].No) >= 0.9);
                (right, sure, sureRight) = (right + (isRight ? 1 : 0), sure + (isSure ? 1 : 0), sureRight + (isRight && isSure ? 1 : 0));
            }
        }

        var curve = with.Count == 0 || without.Count == 0 ? 0 : with.Average(one => without.Average(other => one > other ? 1 : one < other ? 0 : 0.5));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{answerable} questions, first {(double)first / answerable:F3}, among three {(double)three / answerable:F3}; {without.Count} unanswerable, AUC {curve:F3}; span touches {(double)inSpan / Math.Max(1, spans):F3} of {spans}; yes or no right {(double)right / Math.Max(1, yesno):F3} of {yesno}, sure of {sure}, {(double)sureRight / Math.Max(1, sure):F3} of them right");
    }

    private sealed record Reading(double Relevance, double Yes, double No, int Start, int End);

    private Reading[] Read(Example example)
    {
        var result = new Reading[example.Sentences.Count];
        for (var from = 0; ;)
        {
            var (to, tokens) = (from, WindowTokenizer.MaxHeaderTokens + WindowTokenizer.MaxQuestionTokens);
            while (to < example.Sentences.Count && (to == from || tokens + tokenizer.Length(example.Sentences[to]) <= MostTokens))
            {
                tokens += tokenizer.Length(example.Sentences[to++]);
            }

            using var scope = NewDisposeScope();
            var batch = new Batch([Sample.Of(example, example.Question, from..to, tokenizer)]);
            var numbers = network.Read(batch.Ids, batch.Types, batch.Mask).data<float>().ToArray();
            foreach (var (_, sentence, start, end) in batch.Sentences())
            {
                double Mean(int output) => Enumerable.Range(start, end - start).Average(token => numbers[token * ReaderNetwork.Outputs + output]);
                int Surest(int output) => Enumerable.Range(start, end - 1 - start).MaxBy(token => numbers[token * ReaderNetwork.Outputs + output]);
                var (yes, no) = (Math.Exp(Mean(3)), Math.Exp(Mean(4)));
                var reading = end - 1 == start
                    ? new Reading(Mean(0), 0, 0, 0, 0)
                    : new Reading(Mean(0), yes / (1 + yes + no), no / (1 + yes + no), batch.Samples[0].Window.Tokens[Surest(1)].Start, batch.Samples[0].Window.Tokens[Surest(2)].End);
                if (result[from + sentence] is not { } known || known.Relevance < reading.Relevance)
                {
                    result[from + sentence] = reading;
                }
            }

            if (to >= example.Sentences.Count)
            {
                return result;
            }

            from = Math.Max(from + 1, to - Overlap);
        }
    }
}
