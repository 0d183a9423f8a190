using System.Globalization;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The network of the Universal Sentence Encoder Lite (Cer et al., 2018), written down as an ONNX graph: token embeddings and positions,
/// two transformer layers, the mean over the tokens, one dense layer, unit length.
/// </summary>
/// <remarks>
/// A run takes a batch of texts as one long list of tokens, so that the matrix products, nearly all of the work, waste nothing on padding.
/// Only attention has to know where a text begins: for it alone the rows are laid out as [texts, length], through <see cref="Slots"/>, and
/// back.
/// </remarks>
internal sealed class EncoderNetwork
{
    /// <summary>The most tokens that the network was trained to read.</summary>
    public const int MaxTokens = 128;

    /// <summary>The length of the resulting vectors.</summary>
    public const int Dimensions = 512;

    /// <summary>The length of a token's own vector.</summary>
    public const int EmbeddingWidth = 256;

    /// <summary>int32 [tokens]: ids in the vocabulary.</summary>
    public const string TokenIds = "token_ids";

    /// <summary>int32 [tokens]: each token's place in its text, from 0.</summary>
    public const string Positions = "positions";

    /// <summary>int32 [texts, length]: which token is there; any token where a text has ended.</summary>
    public const string Slots = "slots";

    /// <summary>int32 [tokens]: each token's slot, counted over all texts.</summary>
    public const string TokenSlots = "token_slots";

    /// <summary>float [texts, 1, 1, length]: 0 where a token is, a large negative number where the text has ended.</summary>
    public const string AttentionBias = "attention_bias";

    /// <summary>
    /// float [texts, parts, length]: a token's share in the mean over each part of its text (the whole, a sentence), 0 outside the part and
    /// everywhere where the text has fewer parts.
    /// </summary>
    public const string Shares = "shares";

    /// <summary>float [texts · parts, 512]: the vectors, of unit length, a text's parts one after the other.</summary>
    public const string Vectors = "vectors";

    private const int VocabularySize = 8002;
    private const int Width = 512;
    private const int FeedForwardWidth = 1536;
    private const int Heads = 4;
    private const float LayerNormEpsilon = 1e-6f;

    // How TensorFlow named the weights: most were folded when the model was saved, some are the variables as trained.
    private const string Folded = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
    private const string Trained = "module/Encoder_en/KonaTransformer/Encode/";
    private const string Joined = "/ConcatPartitions/concat";

    private readonly EncoderWeights weights;
    private readonly OnnxGraph graph = new("universal-sentence-encoder-lite");

    private EncoderNetwork(EncoderWeights weights) => this.weights = weights;

    /// <summary>The network with its weights as an ONNX model.</summary>
    public static byte[] ToOnnx(EncoderWeights weights)
    {
        var network = new EncoderNetwork(weights);
        network.Describe();
        return network.graph.ToModel();
    }

    private void Describe()
    {
        graph.Input(TokenIds, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(Positions, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(Slots, OnnxGraph.ElementType.Int32, "texts", "length");
        graph.Input(TokenSlots, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(AttentionBias, OnnxGraph.ElementType.Float, "texts", "1", "1", "length");
        graph.Input(Shares, OnnxGraph.ElementType.Float, "texts", "parts", "length");
        graph.Output(Vectors, OnnxGraph.ElementType.Float, "vectors", Dimensions.ToString(CultureInfo.InvariantCulture));

        var x = Embed();
        x = FeedForward(0, Attend(0, x));
        x = Attend(1, x);
        Pool(MeanOfFeedForward(1, x));
    }

    /// <summary>float [vocabulary, <see cref="EmbeddingWidth"/>]: E, what each token begins with.</summary>
    public static ReadOnlyMemory<byte> TokenTable(EncoderWeights weights) => weights.Floats("module/Embeddings_en", VocabularySize, EmbeddingWidth);

    /// <summary>2·E[id] + position, [tokens, 256].</summary>
    private string Embed()
    {
        var embeddings = TokenTable(weights);
        var table = graph.Constant("embeddings", embeddings, VocabularySize, EmbeddingWidth);
        var embedded = graph.Apply("Gather", "embedded", [table, TokenIds]);
        var doubled = graph.Apply("Add", "doubled", [embedded, embedded]);
        var timing = graph.Constant("timing", TimingSignal(), MaxTokens, EmbeddingWidth);
        var position = graph.Apply("Gather", "position", [timing, Positions]);
        return graph.Apply("Add", "x", [doubled, position]);
    }

    /// <summary>x + attention of the normalised x; layer 0, which widens 256 to 512, adds a linear map of x. [tokens, 512].</summary>
    private string Attend(int layer, string x)
    {
        var name = $"attention_{layer}";
        var width = layer == 0 ? EmbeddingWidth : Width;
        var headWidth = width / Heads;
        var block = $"Layer_{layer}/TransformerLayer/";

        var normalized = Normalize(name, $"{Folded}{block}", x, width);
        var qkv = Transform($"{name}_qkv", normalized, $"{block}MultiheadAttention/qkv_transform_single", width, 3 * width);
        var padded = graph.Apply("Gather", $"{name}_padded", [qkv, Slots]);
        string[] parts = [$"{name}_query", $"{name}_key", $"{name}_value"];
        graph.Apply("Split", parts, [padded], OnnxAttribute.Int("axis", 2));

        var heads = graph.Integers($"{name}_heads", 0, 0, Heads, headWidth);
        var query = SplitHeads(parts[0], heads, 0, 2, 1, 3);
        var keyTransposed = SplitHeads(parts[1], heads, 0, 2, 3, 1);
        var value = SplitHeads(parts[2], heads, 0, 2, 1, 3);

        var products = graph.Apply("MatMul", $"{name}_products", [query, keyTransposed]);
        var scale = graph.Constant($"{name}_scale", Bytes(1 / MathF.Sqrt(headWidth)));
        var scaled = graph.Apply("Mul", $"{name}_scaled", [products, scale]);
        var masked = graph.Apply("Add", $"{name}_masked", [scaled, AttentionBias]);
        var shares = graph.Apply("Softmax", $"{name}_shares", [masked], OnnxAttribute.Int("axis", -1));
        var attended = graph.Apply("MatMul", $"{name}_attended", [shares, value]);

        var together = graph.Apply("Transpose", $"{name}_together", [attended], OnnxAttribute.Ints("perm", 0, 2, 1, 3));
        var flat = graph.Apply("Reshape", $"{name}_flat", [together, graph.Integers($"{name}_flat_shape", -1, width)]);
        var unpadded = graph.Apply("Gather", $"{name}_unpadded", [flat, TokenSlots]);
        var output = Transform($"{name}_output", unpadded, $"{block}MultiheadAttention/output_transform_single", width, Width);
        var residual = layer == 0
            ? Dense($"{name}_widened", x, $"{Folded}{block}dense/kernel{Joined}", $"{Folded}{block}dense/bias{Joined}", width, Width)
            : x;
        return graph.Apply("Add", name, [output, residual]);
    }

    /// <summary>y + W2·relu(W1·LN(y)), [tokens, 512].</summary>
    private string FeedForward(int layer, string y) =>
        graph.Apply("Add", $"feed_forward_{layer}", [Contract(layer, Expand(layer, y)), y]);

    /// <summary>
    /// The mean of <see cref="FeedForward"/> over each part's tokens, [texts · parts, 512]. W2 is linear, so the mean goes through it: W2 is
    /// applied once a part instead of once a token, which saves a sixth of the network's work.
    /// </summary>
    private string MeanOfFeedForward(int layer, string y) =>
        graph.Apply("Add", $"feed_forward_{layer}", [Contract(layer, Mean(Expand(layer, y), FeedForwardWidth)), Mean(y, Width)]);

    /// <summary>relu(W1·LN(y)), [tokens, 1536].</summary>
    private string Expand(int layer, string y)
    {
        var name = $"feed_forward_{layer}";
        var biases = $"{Folded}Layer_{layer}/TransformerLayer/FFN/";
        var kernel = $"{Folded}TransformerStack/Layer_{layer}/TransformerLayer/FFN/conv1/Tensordot/Reshape_1";
        var normalized = Normalize(name, biases, y, Width);
        var hidden = Dense($"{name}_hidden", normalized, kernel, $"{biases}conv1/bias{Joined}", Width, FeedForwardWidth);
        return graph.Apply("Relu", $"{name}_active", [hidden]);
    }

    /// <summary>W2·z + b2, [rows, 512].</summary>
    private string Contract(int layer, string z)
    {
        var bias = $"{Folded}Layer_{layer}/TransformerLayer/FFN/conv2/bias{Joined}";
        var kernel = $"{Folded}TransformerStack/Layer_{layer}/TransformerLayer/FFN/conv2/Tensordot/Reshape_1";
        return Dense($"feed_forward_{layer}_output", z, kernel, bias, FeedForwardWidth, Width);
    }

    /// <summary>The mean over each part's tokens, [texts · parts, width].</summary>
    private string Mean(string rows, int width)
    {
        var padded = graph.Apply("Gather", $"{rows}_for_mean", [rows, Slots]);
        var mean = graph.Apply("MatMul", $"{rows}_mean", [Shares, padded]);
        return graph.Apply("Reshape", $"{rows}_flat_mean", [mean, graph.Integers($"{rows}_mean_shape", -1, width)]);
    }

    /// <summary>tanh(W·mean), divided by its length, [texts · parts, 512].</summary>
    private void Pool(string mean)
    {
        const string layer = "module/Encoder_en/hidden_layers/tanh_layer_0/";
        var dense = Dense("pool_dense", mean, $"{layer}weights", $"{layer}bias", Width, Dimensions);
        var bounded = graph.Apply("Tanh", "pool_bounded", [dense]);
        graph.Apply("LpNormalization", Vectors, [bounded], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("p", 2));
    }

    private string SplitHeads(string rows, string heads, params long[] order)
    {
        var split = graph.Apply("Reshape", $"{rows}_split", [rows, heads]);
        return graph.Apply("Transpose", $"{rows}_heads", [split], OnnxAttribute.Ints("perm", order));
    }

    private string Normalize(string name, string block, string x, int width)
    {
        var layerNorm = $"{block}layer_prepostprocess/layer_norm/layer_norm_";
        var scale = graph.Constant($"{name}_norm_scale", weights.Floats($"{layerNorm}scale{Joined}", width), width);
        var bias = graph.Constant($"{name}_norm_bias", weights.Floats($"{layerNorm}bias{Joined}", width), width);
        return graph.Apply(
            "LayerNormalization",
            $"{name}_normalized",
            [x, scale, bias],
            OnnxAttribute.Int("axis", -1),
            OnnxAttribute.Float("epsilon", LayerNormEpsilon));
    }

    private string Transform(string name, string x, string transform, int from, int to) =>
        Dense(name, x, $"{Trained}{transform}/kernel/part_0", $"{Folded}{transform}/bias{Joined}", from, to);

    private string Dense(string name, string x, string kernelName, string biasName, int from, int to)
    {
        var kernel = graph.Constant($"{name}_kernel", weights.Floats(kernelName, from, to), from, to);
        var bias = graph.Constant($"{name}_bias", weights.Floats(biasName, to), to);
        return graph.Apply("Gemm", name, [x, kernel, bias]);
    }

    /// <summary>For each place t the 128 sines, then the 128 cosines, of t·inv, where inv falls geometrically; [128, 256].</summary>
    private byte[] TimingSignal()
    {
        var inverseTimescales = MemoryMarshal.Cast<byte, float>(
            weights.Floats($"{Folded}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1", EmbeddingWidth / 2).Span);
        var signal = new float[MaxTokens * EmbeddingWidth];
        for (var place = 0; place < MaxTokens; place++)
        {
            for (var i = 0; i < inverseTimescales.Length; i++)
            {
                var row = place * EmbeddingWidth;
                (signal[row + i], signal[row + inverseTimescales.Length + i]) = MathF.SinCos(place * inverseTimescales[i]);
            }
        }

        return Bytes(signal);
    }

    private static byte[] Bytes(params ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values).ToArray();
}
