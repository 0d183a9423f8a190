using NewsBot.Retrieval.Reading;
using NewsBot.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NewsBot.Training;

/// <summary>The reader: BERT's encoder (Devlin et al., 2019) in MiniLM's size, and one linear head that tells five numbers of each token.</summary>
/// <remarks>
/// A sentence's own numbers are the means over its tokens. Names of weights are those of PyTorch's BERT. Word embeddings stay as they were: half of
/// all weights, and too few of them are seen in training to be moved well.
/// </remarks>
internal sealed class ReaderNetwork : Module
{
    public const int Layers = 6;
    public const int Width = 384;
    public const int Heads = 12;
    public const int FeedForwardWidth = 1536;
    public const int VocabularySize = 30522;
    public const int Positions = 512;
    public const double Epsilon = 1e-12;

    /// <summary>What the head tells of a token: whether its sentence answers; whether the answer begins, or ends, with it; yes; no.</summary>
    public const int Outputs = ReaderModel.Outputs;

    public const string WordEmbeddings = "embeddings.word_embeddings.weight";

    private const double Dropout = 0.1;

    private readonly Dictionary<string, Parameter> weights = new(StringComparer.Ordinal);

    public ReaderNetwork()
        : base("reader")
    {
        Add(WordEmbeddings, VocabularySize, Width);
        Add("embeddings.position_embeddings.weight", Positions, Width);
        Add("embeddings.token_type_embeddings.weight", 2, Width);
        AddNorm("embeddings.LayerNorm");
        for (var layer = 0; layer < Layers; layer++)
        {
            var prefix = $"encoder.layer.{layer}.";
            AddLinear($"{prefix}attention.self.query", Width, Width);
            AddLinear($"{prefix}attention.self.key", Width, Width);
            AddLinear($"{prefix}attention.self.value", Width, Width);
            AddLinear($"{prefix}attention.output.dense", Width, Width);
            AddNorm($"{prefix}attention.output.LayerNorm");
            AddLinear($"{prefix}intermediate.dense", Width, FeedForwardWidth);
            AddLinear($"{prefix}output.dense", FeedForwardWidth, Width);
            AddNorm($"{prefix}output.LayerNorm");
        }

        AddLinear("head", Width, Outputs);
        weights[WordEmbeddings].requires_grad = false;
        Trained = [.. weights.Where(weight => weight.Key != WordEmbeddings).Select(weight => weight.Value)];
    }

    /// <summary>The weights that training moves.</summary>
    public IReadOnlyList<Parameter> Trained { get; }

    public IReadOnlyDictionary<string, Parameter> Weights => weights;

    /// <summary>Is told what comes into each linear layer.</summary>
    public WatchedInputs? Watch { get; set; }

    /// <summary>Takes the encoder's weights; the head stays as it is where they have none.</summary>
    public void Load(IReadOnlyDictionary<string, MiniLMWeights.Weight> source)
    {
        using var untracked = no_grad();
        foreach (var (name, weight) in weights.Where(one => source.ContainsKey(one.Key)))
        {
            using var values = tensor(source[name].Values, source[name].Shape);
            weight.copy_(source[name].IsTransposed ? values.t() : values);
        }
    }

    /// <summary>Takes the weights of another.</summary>
    public void Load(ReaderNetwork other)
    {
        using var untracked = no_grad();
        foreach (var (name, weight) in weights)
        {
            weight.copy_(other.weights[name]);
        }
    }

    /// <summary>Numbers of each token, [windows, length, <see cref="Outputs"/>].</summary>
    /// <param name="ids">int64 [windows, length]</param>
    /// <param name="types">int64 [windows, length]: 0 for the question, 1 for the story.</param>
    /// <param name="mask">float [windows, 1, 1, length]: 0 where a token is, a large negative number where none is.</param>
    public Tensor Read(Tensor ids, Tensor types, Tensor mask)
    {
        using var scope = NewDisposeScope();
        return Linear(Encode(ids, types, mask), "head").MoveToOuterDisposeScope();
    }

    /// <summary>What the last layer makes of each token, [windows, length, <see cref="Width"/>].</summary>
    public Tensor Encode(Tensor ids, Tensor types, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (windows, length) = (ids.shape[0], ids.shape[1]);
        var x = Embed(ids, WordEmbeddings)
            + Embed(types, "embeddings.token_type_embeddings.weight")
            + weights["embeddings.position_embeddings.weight"].slice(0, 0, length, 1);
        x = Drop(Norm(x, "embeddings.LayerNorm"));
        for (var layer = 0; layer < Layers; layer++)
        {
            var prefix = $"encoder.layer.{layer}.";
            Tensor Split(string part) => Linear(x, $"{prefix}attention.self.{part}").view(windows, length, Heads, Width / Heads).transpose(1, 2);
            var attended = functional.scaled_dot_product_attention(Split("query"), Split("key"), Split("value"), mask.expand(windows, Heads, length, length));
            var joined = attended.transpose(1, 2).contiguous().view(windows, length, Width);
            x = Norm(x + Drop(Linear(joined, $"{prefix}attention.output.dense")), $"{prefix}attention.output.LayerNorm");
            var wide = functional.gelu(Linear(x, $"{prefix}intermediate.dense"));
            x = Norm(x + Drop(Linear(wide, $"{prefix}output.dense")), $"{prefix}output.LayerNorm");
        }

        return x.MoveToOuterDisposeScope();
    }

    private Tensor Embed(Tensor ids, string name) => weights[name].index_select(0, ids.view(-1)).view(ids.shape[0], ids.shape[1], Width);

    private Tensor Linear(Tensor x, string name)
    {
        Watch?.Add(name, x);
        return functional.linear(x, weights[$"{name}.weight"], weights[$"{name}.bias"]);
    }

    private Tensor Norm(Tensor x, string name) => functional.layer_norm(x, [Width], weights[$"{name}.weight"], weights[$"{name}.bias"], Epsilon);

    private Tensor Drop(Tensor x) => training ? functional.dropout(x, Dropout, training: true) : x;

    private void AddLinear(string name, int from, int to)
    {
        Add($"{name}.weight", to, from);
        Add($"{name}.bias", to);
    }

    private void AddNorm(string name)
    {
        Add($"{name}.weight", Width);
        Add($"{name}.bias", Width);
    }

    private void Add(string name, params long[] shape)
    {
        var weight = new Parameter(shape.Length == 1 ? zeros(shape) : randn(shape) * 0.02);
        weights[name] = weight;
        register_parameter(name.Replace('.', '_'), weight);
    }
}
