using System.Globalization;
using System.Numerics.Tensors;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;
using NewsBot.Training.Onnx;
using static TorchSharp.torch;

namespace NewsBot.Training;

/// <summary>Writes the product's models, and measures how far they are from the networks that they were made of.</summary>
internal static class Export
{
    private const int Watched = 300;
    private const int Compared = 100;
    private const int Sentences = 5;

    public static async Task<string> RunAsync(DirectoryInfo checkpoint, DirectoryInfo models, WordPieces pieces, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        set_num_threads(1);
        using var untracked = no_grad();
        var (encoder, reader) = (new ReaderNetwork(), new ReaderNetwork());
        encoder.Load(MiniLMWeights.Read(MiniLMPackage.Model()));
        reader.Load(encoder);
        Checkpoint.LoadWeights(checkpoint, reader);
        encoder.eval();
        reader.eval();

        // A few of each set, and others than those that the two are compared by.
        var tokenizer = new WindowTokenizer(pieces);
        var mixed = examples.GroupBy(example => example.Set).SelectMany(set => set.TakeLast(Watched / 6)).ToList();
        await WriteAsync(ModelFiles.WordTable, QuantizedBert.WordTable(encoder.Weights));
        await WriteAsync(ModelFiles.AnswerReader, Models.AnswerReader(reader.Weights, Watch(reader, mixed.Select(example => new Batch([Window(example, tokenizer)])))));
        await WriteAsync(ModelFiles.SentenceEncoder, Models.SentenceEncoder(encoder.Weights, Watch(encoder, mixed.Select(example => new Batch([Text(example.Sentences[0], pieces)])))));

        var compared = examples.Where(example => example.Set == "news").Take(Compared).ToList();
        return $"{await CompareReaderAsync(reader, models, pieces, compared, cancellationToken)}\n{await CompareEncoderAsync(encoder, models, pieces, compared, cancellationToken)}";

        Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(models.FullName, name), bytes, cancellationToken);
    }

    private static WatchedInputs Watch(ReaderNetwork network, IEnumerable<Batch> batches)
    {
        network.Watch = new WatchedInputs();
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            network.Read(batch.Ids, batch.Types, batch.Mask);
        }

        var watched = network.Watch;
        network.Watch = null;
        return watched;
    }

    private static async Task<string> CompareReaderAsync(ReaderNetwork network, DirectoryInfo models, WordPieces pieces, List<Example> examples, CancellationToken cancellationToken)
    {
        using var reader = new AnswerReader(models.FullName, pieces);
        var (differences, tokens, spent) = (new List<double>(), 0, TimeSpan.Zero);
        foreach (var example in examples)
        {
            var before = Environment.CpuUsage.TotalTime;
            var reading = (await reader.ReadAsync([new ReadingWindow(example.Question, example.Header, [.. example.Sentences.Take(Sentences)])], cancellationToken))[0];
            spent += Environment.CpuUsage.TotalTime - before;
            using var scope = NewDisposeScope();
            var batch = new Batch([Window(example, reader.Tokenizer)]);
            tokens += batch.Length;
            var numbers = network.Read(batch.Ids, batch.Types, batch.Mask).view(-1, ReaderModel.Outputs);
            var means = ReaderLoss.Means(numbers, batch.Sentences().Select(sentence => (sentence.Start, sentence.End)).ToList());
            var expected = means.select(1, ReaderModel.Answers).contiguous().data<float>().ToArray();
            differences.AddRange(expected.Zip(reading.Sentences, (one, other) => Math.Abs(Probability(one) - Probability(other.Answers))));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"reader: probabilities of {differences.Count} sentences differ by {differences.Average():F4} in the mean, {differences.Max():F4} at most; {tokens / spent.TotalSeconds:F0} tokens a core-second");
    }

    private static async Task<string> CompareEncoderAsync(ReaderNetwork network, DirectoryInfo models, WordPieces pieces, List<Example> examples, CancellationToken cancellationToken)
    {
        using var encoder = new SentenceEncoder(models.FullName, pieces);
        var (cosines, tokens, spent) = (new List<double>(), 0, TimeSpan.Zero);
        foreach (var sentence in examples.SelectMany(example => example.Sentences).Distinct(StringComparer.Ordinal).Take(Compared))
        {
            var before = Environment.CpuUsage.TotalTime;
            var vector = (await encoder.GenerateAsync([sentence], cancellationToken: cancellationToken))[0].Vector;
            spent += Environment.CpuUsage.TotalTime - before;
            using var scope = NewDisposeScope();
            var batch = new Batch([Text(sentence, pieces)]);
            tokens += batch.Length;
            var expected = network.Encode(batch.Ids, batch.Types, batch.Mask).mean([0, 1]).data<float>().ToArray();
            cosines.Add(TensorPrimitives.CosineSimilarity(expected, vector.Span));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"encoder: cosine with the vectors of {cosines.Count} sentences {cosines.Average():F4} in the mean, {cosines.Min():F4} at least; {tokens / spent.TotalSeconds:F0} tokens a core-second");
    }

    private static Sample Window(Example example, WindowTokenizer tokenizer) => Sample.Of(example, example.Question, ..Math.Min(Sentences, example.Sentences.Count), tokenizer);

    private static TokenizedText Text(string sentence, WordPieces pieces)
    {
        int[] ids = [pieces.Start.Id, .. pieces.In(sentence).Take(SentenceEncoder.MaxTokens).Select(piece => piece.Id), pieces.Separator.Id];
        return new TokenizedText(ids, ids.Length, []);
    }

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
