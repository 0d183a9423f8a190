using static TorchSharp.torch;

namespace NewsBot.Training.Onnx;

/// <summary>The least and the greatest value that came into each channel of each linear layer.</summary>
internal sealed class WatchedInputs
{
    private readonly Dictionary<string, Range> ranges = new(StringComparer.Ordinal);

    public sealed record Range(float[] Least, float[] Greatest);

    public Range this[string layer] => ranges[layer];

    /// <param name="input">float [.., channels]</param>
    public void Add(string layer, Tensor input)
    {
        using var scope = NewDisposeScope();
        var rows = input.view(-1, input.shape[^1]);
        var (least, greatest) = (rows.amin([0]).data<float>().ToArray(), rows.amax([0]).data<float>().ToArray());
        ranges[layer] = ranges.TryGetValue(layer, out var known)
            ? new Range([.. known.Least.Zip(least, Math.Min)], [.. known.Greatest.Zip(greatest, Math.Max)])
            : new Range(least, greatest);
    }
}
