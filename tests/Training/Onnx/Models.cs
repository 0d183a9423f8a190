using System.Globalization;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;
using TorchSharp.Modules;

namespace NewsBot.Training.Onnx;

/// <summary>The two networks of the product.</summary>
internal static class Models
{
    /// <summary>The reader: five numbers of each token.</summary>
    public static byte[] AnswerReader(IReadOnlyDictionary<string, Parameter> weights, WatchedInputs watched)
    {
        var bert = new QuantizedBert("answer-reader", weights, watched);
        var head = bert.Constant("head.weight", weights["head.weight"].t().contiguous().data<float>().ToArray(), ReaderNetwork.Width, ReaderNetwork.Outputs);
        var product = bert.Graph.Apply("MatMul", "head.product", [bert.Hidden, head]);
        bert.Graph.Apply("Add", ReaderModel.Numbers, [product, bert.Constant("head.bias", weights["head.bias"].data<float>().ToArray(), ReaderNetwork.Outputs)]);
        bert.Graph.Output(ReaderModel.Numbers, OnnxGraph.ElementType.Float, "tokens", ReaderNetwork.Outputs.ToString(CultureInfo.InvariantCulture));
        return bert.Graph.ToModel();
    }

    /// <summary>The sentence encoder, all-MiniLM-L6-v2 as it is: the mean over the tokens of each part of a text, of unit length.</summary>
    public static byte[] SentenceEncoder(IReadOnlyDictionary<string, Parameter> weights, WatchedInputs watched)
    {
        var bert = new QuantizedBert("sentence-encoder", weights, watched);
        bert.Graph.Input(TokenInputs.Shares, OnnxGraph.ElementType.Float, "parts", "tokens");
        var means = bert.Graph.Apply("MatMul", "means", [TokenInputs.Shares, bert.Hidden]);
        bert.Graph.Apply("LpNormalization", TokenInputs.Vectors, [means], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("p", 2));
        bert.Graph.Output(TokenInputs.Vectors, OnnxGraph.ElementType.Float, "parts", ReaderNetwork.Width.ToString(CultureInfo.InvariantCulture));
        return bert.Graph.ToModel();
    }
}
