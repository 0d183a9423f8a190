using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NewsBot.Training;

/// <summary>What a batch has taught badly: the sum of five losses.</summary>
internal static class ReaderLoss
{
    private const float Excluded = -10000;

    private const double WindowWeight = 0.5;
    private const double SpanWeight = 0.25;
    private const double YesNoWeight = 0.5;

    /// <param name="tokens">float [windows, length, outputs]: what the network tells of each token.</param>
    public static Tensor Of(Batch batch, Tensor tokens)
    {
        var flat = tokens.view(-1, ReaderNetwork.Outputs);
        var sentences = batch.Sentences().ToList();
        var means = Means(flat, sentences.Select(sentence => (sentence.Start, sentence.End)).ToList());
        var relevance = means.select(1, 0);
        return Answers(batch, sentences, relevance) + Listwise(batch, sentences, relevance)
            + WindowWeight * Windows(batch, tokens.select(1, 0).select(1, 0))
            + SpanWeight * Spans(batch, flat)
            + YesNoWeight * YesNo(batch, flat, means, sentences);
    }

    /// <summary>Means over stretches of tokens, [stretches, outputs].</summary>
    public static Tensor Means(Tensor flat, IReadOnlyList<(int Start, int End)> stretches)
    {
        var shares = new float[stretches.Count * flat.shape[0]];
        foreach (var (index, (start, end)) in stretches.Index())
        {
            Array.Fill(shares, 1f / (end - start), (int)(index * flat.shape[0]) + start, end - start);
        }

        return tensor(shares, [stretches.Count, flat.shape[0]]).matmul(flat);
    }

    /// <summary>Does this sentence answer?</summary>
    private static Tensor Answers(Batch batch, List<(int Row, int Sentence, int Start, int End)> sentences, Tensor relevance)
    {
        var labels = sentences.Select(sentence => batch.Samples[sentence.Row] is { IsWhole: false } sample ? sample.Labels[sentence.Sentence] : -1).ToList();
        var known = tensor(labels.Select(label => label < 0 ? 0f : 1f).ToArray());
        var target = tensor(labels.Select(label => label > 0 ? 1f : 0f).ToArray());
        return functional.binary_cross_entropy_with_logits(relevance, target, known, Reduction.Sum) / known.sum().clamp_min(1);
    }

    /// <summary>Which of the window's sentences answers best?</summary>
    private static Tensor Listwise(Batch batch, List<(int Row, int Sentence, int Start, int End)> sentences, Tensor relevance)
    {
        var width = batch.Samples.Max(sample => sample.Labels.Count);
        var index = new long[batch.Samples.Count * width];
        var excluded = Enumerable.Repeat(Excluded, index.Length).ToArray();
        var targets = new float[index.Length];
        foreach (var (place, sentence) in sentences.Index())
        {
            var sample = batch.Samples[sentence.Row];
            var cell = sentence.Row * width + sentence.Sentence;
            index[cell] = place;
            excluded[cell] = !sample.IsWhole && sample.Labels[sentence.Sentence] >= 0 ? 0 : Excluded;
            targets[cell] = !sample.IsWhole && sample.Labels[sentence.Sentence] > 0 ? 1f / sample.Labels.Count(label => label > 0) : 0;
        }

        var table = (relevance.index_select(0, tensor(index)) + tensor(excluded)).view(batch.Samples.Count, width);
        var target = tensor(targets, [batch.Samples.Count, width]);
        return -(functional.log_softmax(table, 1) * target).sum() / target.sum().clamp_min(1);
    }

    /// <summary>Does the window answer at all? The first token tells.</summary>
    private static Tensor Windows(Batch batch, Tensor first)
    {
        var target = batch.Samples.Select(sample => sample.IsWhole || sample.Labels.Contains(1) ? 1f : 0f).ToArray();
        var known = batch.Samples.Select(sample => sample.IsWhole || sample.Labels.All(label => label < 0) ? 0f : 1f).ToArray();
        return functional.binary_cross_entropy_with_logits(first, tensor(target), tensor(known), Reduction.Sum) / Math.Max(1, known.Sum());
    }

    /// <summary>Where in its sentence does the answer begin and end?</summary>
    private static Tensor Spans(Batch batch, Tensor flat)
    {
        var marked = batch.Samples.Index().Where(sample => sample.Item.Answer is not null).ToList();
        if (marked.Count == 0)
        {
            return zeros(1).sum();
        }

        var ranges = marked.Select(sample => sample.Item.Window.Sentences[sample.Item.Answer!.Value.Sentence]).ToList();
        var width = ranges.Max(range => range.End.Value - range.Start.Value);
        var index = new long[marked.Count * width];
        var excluded = Enumerable.Repeat(Excluded, index.Length).ToArray();
        foreach (var (row, range) in ranges.Index())
        {
            for (var token = 0; token < range.End.Value - range.Start.Value; token++)
            {
                index[row * width + token] = marked[row].Index * batch.Length + range.Start.Value + token;
                excluded[row * width + token] = 0;
            }
        }

        var table = flat.index_select(0, tensor(index)).view(marked.Count, width, ReaderNetwork.Outputs);
        var outside = tensor(excluded, [marked.Count, width]);
        var first = tensor(marked.Select(sample => (long)sample.Item.Answer!.Value.First).ToArray());
        var last = tensor(marked.Select(sample => (long)sample.Item.Answer!.Value.Last).ToArray());
        return functional.cross_entropy(table.select(2, 1) + outside, first) + functional.cross_entropy(table.select(2, 2) + outside, last);
    }

    /// <summary>What does a yes/no question get: neither, yes or no? Sentences that do not answer give neither.</summary>
    private static Tensor YesNo(Batch batch, Tensor flat, Tensor means, List<(int Row, int Sentence, int Start, int End)> sentences)
    {
        var (rows, targets, weights) = (new List<Tensor>(), new List<long>(), new List<float>());
        foreach (var (place, sentence) in sentences.Index())
        {
            if (batch.Samples[sentence.Row] is { IsWhole: false, YesNo: { } answer } sample && sample.Labels[sentence.Sentence] is >= 0 and var label)
            {
                rows.Add(means[place]);
                targets.Add(label == 0 ? 0 : Class(answer));
                weights.Add(label == 0 ? 0.2f : 1);
            }
        }

        foreach (var (row, sample) in batch.Samples.Index().Where(sample => sample.Item is { IsWhole: true, YesNo: not null }))
        {
            rows.Add(Means(flat, [(row * batch.Length + sample.Window.QuestionLength, row * batch.Length + sample.Length)])[0]);
            targets.Add(Class(sample.YesNo!));
            weights.Add(1);
        }

        if (rows.Count == 0)
        {
            return zeros(1).sum();
        }

        var logits = stack(rows);
        var classes = cat([zeros(rows.Count, 1), logits.slice(1, 3, 5, 1)], 1);
        var losses = functional.cross_entropy(classes, tensor(targets.ToArray()), reduction: Reduction.None);
        return (losses * tensor(weights.ToArray())).sum() / weights.Sum();
    }

    private static long Class(string answer) => answer == "yes" ? 1 : 2;
}
