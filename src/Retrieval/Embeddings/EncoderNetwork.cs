namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The network of the Universal Sentence Encoder Lite (Cer et al., 2018) as an ONNX model: token embeddings with sinusoidal positions, two
/// transformer layers, the mean over a text's tokens, a dense layer with tanh, and unit length.
/// </summary>
/// <remarks>
/// Inputs, for <c>B</c> texts of at most <c>L</c> tokens: <c>ids</c> [B, L]; <c>positions</c> [L, 256], the first rows of
/// <see cref="Positions"/>; <c>mask</c> [B, 1, 1, L], 0 for a token and a great negative number for padding; <c>shares</c> [B, 1, L],
/// one over the text's token count for a token and 0 for padding. Output: <c>vectors</c> [B, 512].
/// </remarks>
internal sealed class EncoderNetwork
{
    public const int Dimensions = 512;
    public const int EmbeddingWidth = 256;
    public const int MaxTokens = 128;

    private const int Heads = 4;
    private const int Vocabulary = 8002;
    private const int FeedForwardWidth = 1536;
    private const float LayerNormEpsilon = 1e-6f;

    // Orders of [text, token, head, width], and back.
    private static readonly int[] HeadsThenTokens = [0, 2, 1, 3];
    private static readonly int[] HeadsThenTokensTransposed = [0, 2, 3, 1];
    private static readonly int[] TokensThenHeads = [0, 2, 1, 3];

    private readonly EncoderWeights weights;
    private readonly OnnxGraph graph = new();

    private EncoderNetwork(EncoderWeights weights) => this.weights = weights;

    /// <summary>The model's bytes.</summary>
    public static byte[] Build(EncoderWeights weights) => new EncoderNetwork(weights).Build();

    /// <summary>What is added to the embedding of a text's t-th token, for t from 0 to 127, row by row: 128 sines, then 128 cosines.</summary>
    public static float[] Positions(EncoderWeights weights)
    {
        var frequencies = weights.Tensor("AddTimingSignal/TimingSignal/ExpandDims_1", EmbeddingWidth / 2);
        var positions = new float[MaxTokens * EmbeddingWidth];
        for (var token = 0; token < MaxTokens; token++)
        {
            for (var index = 0; index < frequencies.Length; index++)
            {
                var (sine, cosine) = MathF.SinCos(token * frequencies[index]);
                positions[(token * EmbeddingWidth) + index] = sine;
                positions[(token * EmbeddingWidth) + frequencies.Length + index] = cosine;
            }
        }

        return positions;
    }

    private byte[] Build()
    {
        var ids = graph.IntegerInput("ids", "texts", "tokens");
        var positions = graph.FloatInput("positions", "tokens", "width");
        var mask = graph.FloatInput("mask", "texts", "one", "one_too", "tokens");
        var shares = graph.FloatInput("shares", "texts", "one", "tokens");
        graph.FloatOutput("vectors", "texts", "dimensions");

        // From here on a row is a token, whatever text it is in: dense layers are then single matrix products.
        var headShape = graph.Add("Concat", [graph.Add("Shape", [ids]), graph.Constant(Heads, -1)], new OnnxAttribute("axis", 0));
        var embedded = graph.Add("Gather", [Embeddings(), ids]);
        var rows = Flatten(graph.Add("Add", [embedded, positions]), EmbeddingWidth);
        rows = Layer(0, rows, EmbeddingWidth, headShape, mask);
        rows = Layer(1, rows, Dimensions, headShape, mask);

        var byText = graph.Add("Reshape", [rows, graph.Add("Concat", [graph.Add("Shape", [ids]), graph.Constant(Dimensions)], new OnnxAttribute("axis", 0))]);
        var means = Flatten(graph.Add("MatMul", [shares, byText]), Dimensions);
        var hidden = graph.Add("Tanh", [Dense(means, "tanh_layer_0/weights", "tanh_layer_0/bias", Dimensions, Dimensions)]);
        graph.Name(graph.Add("LpNormalization", [hidden], new OnnxAttribute("axis", -1), new OnnxAttribute("p", 2)), "vectors");
        return graph.ToModel();
    }

    private string Layer(int layer, string x, int width, string headShape, string mask)
    {
        var prefix = $"Layer_{layer}/TransformerLayer/";
        var attended = Attention(prefix + "MultiheadAttention/", Norm(prefix + "layer_prepostprocess/", x, width), width, headShape, mask);

        // The first layer widens its input from 256 to 512, so the residual has to be widened, too.
        var residual = width == Dimensions ? x : Dense(x, prefix + "dense/kernel", prefix + "dense/bias", width, Dimensions);
        var y = graph.Add("Add", [attended, residual]);

        var inner = Dense(
            Norm(prefix + "FFN/layer_prepostprocess/", y, Dimensions),
            prefix + "FFN/conv1/Tensordot/Reshape_1", prefix + "FFN/conv1/bias", Dimensions, FeedForwardWidth);
        var outer = Dense(
            graph.Add("Relu", [inner]),
            prefix + "FFN/conv2/Tensordot/Reshape_1", prefix + "FFN/conv2/bias", FeedForwardWidth, Dimensions);
        return graph.Add("Add", [outer, y]);
    }

    private string Attention(string prefix, string x, int width, string headShape, string mask)
    {
        // The queries' scale, one over the root of a head's width, is folded into their weights.
        var scale = 1 / MathF.Sqrt((float)width / Heads);
        var kernel = weights.Tensor(prefix + "qkv_transform_single/kernel", width * 3 * width);
        var bias = weights.Tensor(prefix + "qkv_transform_single/bias", 3 * width);
        for (var index = 0; index < kernel.Length; index++)
        {
            kernel[index] *= index % (3 * width) < width ? scale : 1;
        }

        for (var index = 0; index < width; index++)
        {
            bias[index] *= scale;
        }

        var all = graph.Add("Gemm", [x, graph.Constant(kernel, width, 3 * width), graph.Constant(bias, 3 * width)]);
        var parts = graph.Add("Split", [all, graph.Constant(width, width, width)], 3, new OnnxAttribute("axis", 1));
        var queries = SplitHeads(parts[0], headShape, HeadsThenTokens);
        var keys = SplitHeads(parts[1], headShape, HeadsThenTokensTransposed);
        var values = SplitHeads(parts[2], headShape, HeadsThenTokens);

        var scores = graph.Add("Add", [graph.Add("MatMul", [queries, keys]), mask]);
        var mixed = graph.Add("MatMul", [graph.Add("Softmax", [scores], new OnnxAttribute("axis", -1)), values]);
        var joined = Flatten(graph.Add("Transpose", [mixed], new OnnxAttribute("perm", TokensThenHeads)), width);
        return Dense(joined, prefix + "output_transform_single/kernel", prefix + "output_transform_single/bias", width, Dimensions);
    }

    private string SplitHeads(string rows, string headShape, int[] order) =>
        graph.Add("Transpose", [graph.Add("Reshape", [rows, headShape])], new OnnxAttribute("perm", order));

    private string Norm(string prefix, string x, int width) => graph.Add(
        "LayerNormalization",
        [
            x,
            graph.Constant(weights.Tensor(prefix + "layer_norm/layer_norm_scale", width), width),
            graph.Constant(weights.Tensor(prefix + "layer_norm/layer_norm_bias", width), width),
        ],
        new OnnxAttribute("epsilon", LayerNormEpsilon));

    private string Dense(string x, string kernel, string bias, int inputs, int outputs) => graph.Add(
        "Gemm",
        [x, graph.Constant(weights.Tensor(kernel, inputs * outputs), inputs, outputs), graph.Constant(weights.Tensor(bias, outputs), outputs)]);

    private string Flatten(string x, int width) => graph.Add("Reshape", [x, graph.Constant(-1, width)]);

    private string Embeddings()
    {
        var embeddings = weights.Tensor("Embeddings_en", Vocabulary * EmbeddingWidth);
        for (var index = 0; index < embeddings.Length; index++)
        {
            embeddings[index] *= 2; // as trained: twice the embedding, plus the position
        }

        return graph.Constant(embeddings, Vocabulary, EmbeddingWidth);
    }
}
