using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What the server takes for a vector: numbers, or a text of which it makes a sparse vector itself.</summary>
[JsonConverter(typeof(Converter))]
public abstract record VectorInput
{
    private VectorInput()
    {
    }

    public static implicit operator VectorInput(ReadOnlyMemory<float> values) => new Dense(values);

    public static implicit operator VectorInput(Document document) => new Inferred(document);

    public sealed record Dense(ReadOnlyMemory<float> Values) : VectorInput;

    public sealed record Inferred(Document Document) : VectorInput;

    internal sealed class Converter : JsonConverter<VectorInput>
    {
        public override VectorInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Vectors are sent and never read back.");

        public override void Write(Utf8JsonWriter writer, VectorInput value, JsonSerializerOptions options)
        {
            if (value is Inferred(var document))
            {
                JsonSerializer.Serialize(writer, document, QdrantJson.Default.Document);
                return;
            }

            writer.WriteStartArray();
            foreach (var component in ((Dense)value).Values.Span)
            {
                writer.WriteNumberValue(component);
            }

            writer.WriteEndArray();
        }
    }
}

/// <summary>A text for the server's own inference.</summary>
/// <param name="Model"><c>qdrant/bm25</c> is part of the server; others need a service beside it.</param>
public sealed record Document(string Text, string Model, Bm25Options? Options = null);

/// <param name="AvgLen">Words of an average text: longer ones count less.</param>
/// <param name="Tokenizer">Where words end: <c>whitespace</c>, <c>word</c> and others.</param>
public sealed record Bm25Options(double AvgLen, string Tokenizer, DisabledStemmer Stemmer, StopWords Stopwords);

public sealed record DisabledStemmer(string Type = "none");

/// <summary>Words to leave out; none unless any are named.</summary>
public sealed record StopWords(IReadOnlyList<string>? Custom = null);
