using System.Text.Json;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>The pieces of a unigram language model (Kudo, 2018) with their log-probabilities; a piece's id is its place.</summary>
internal sealed class UnigramVocabulary
{
    /// <summary>The id of a symbol that no piece covers.</summary>
    public const int Unknown = 0;

    // Ids 0-5 stand for the unknown symbol, the ends of a sentence and three spares; text that spells them is not them.
    private const int FirstPiece = 6;

    private const int Size = 8000;

    private readonly string[] pieces;
    private readonly double[] scores;

    private UnigramVocabulary(string[] pieces, double[] scores)
    {
        (this.pieces, this.scores) = (pieces, scores);
        Trie = new PieceTrie(pieces.Index().Skip(FirstPiece).Select(piece => (piece.Item, piece.Index)));
    }

    public int Count => pieces.Length;

    public PieceTrie Trie { get; }

    /// <summary>The natural logarithm of the piece's probability.</summary>
    public double Score(int id) => scores[id];

    public string Piece(int id) => pieces[id];

    public static bool IsControl(int id) => id is > Unknown and < FirstPiece;

    /// <summary>Reads a JSON array of <c>[piece, log-probability]</c> pairs.</summary>
    /// <exception cref="InvalidDataException">The file is missing or is not such an array.</exception>
    public static UnigramVocabulary Load(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var entries = json.RootElement.EnumerateArray().ToArray();
            return entries.Length == Size
                ? new(
                    Array.ConvertAll(entries, entry => entry[0].GetString()!),
                    Array.ConvertAll(entries, ScoreOf))
                : throw new JsonException($"The vocabulary has {entries.Length} pieces, not {Size}.");
        }
        catch (Exception failure) // whatever a damaged file makes the parser say
        {
            throw EncoderFiles.Unusable(path, failure);
        }
    }

    // Seven pieces, among them ":" and "://", have a null in the published file, which the reference implementation adds as 0.
    private static double ScoreOf(JsonElement entry) => entry[1].ValueKind is JsonValueKind.Null ? 0 : entry[1].GetDouble();
}
