using System.Globalization;
using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>How far the product's reader is from the network that it was made of.</summary>
internal static class Parity
{
    private const int Windows = 100;

    public static async Task<string> MeasureAsync(ReaderNetwork network, DirectoryInfo model, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        using var reader = new AnswerReader(model.FullName);
        using var untracked = no_grad();
        network.eval();
        var (differences, tokens) = (new List<double>(), 0);
        var spent = TimeSpan.Zero;
        foreach (var example in examples.Where(example => example.Set == "news").Take(Windows))
        {
            var window = new ReadingWindow(example.Question, example.Header, [.. example.Sentences.Take(5)]);
            var before = Environment.CpuUsage.TotalTime;
            var reading = (await reader.ReadAsync([window], cancellationToken))[0];
            spent += Environment.CpuUsage.TotalTime - before;
            using var scope = NewDisposeScope();
            var batch = new Batch([Sample.Of(example, example.Question, ..Math.Min(5, example.Sentences.Count), reader.Tokenizer)]);
            tokens += batch.Length;
            var means = ReaderLoss.Means(network.Read(batch.Ids, batch.Types, batch.Mask).view(-1, ReaderModel.Outputs), batch.Sentences().Select(sentence => (sentence.Start, sentence.End)).ToList());
            var expected = means.select(1, ReaderModel.Answers).contiguous().data<float>().ToArray();
            differences.AddRange(expected.Zip(reading.Sentences, (one, other) => Math.Abs(Sigmoid(one) - Sigmoid(other.Answers))));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{differences.Count} sentences: probabilities differ by {differences.Average():F4} in the mean, {differences.Max():F4} at most; {tokens / spent.TotalSeconds:F0} tokens a core-second");
    }

    private static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
