using System.Numerics.Tensors;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e): the words of the cited sentences come near enough in meaning to those of the draft, by the encoder's vectors of single words.</summary>
internal static class WordAgreement
{
    // Of a story's other sentences 96 % agree less with a draft, while those that it rests on begin at 0.4.
    private const double Enough = 0.3;

    public static bool IsEnough(Draft draft, WordVectors vectors)
    {
        var cited = draft.Cited.SelectMany(sentence => ContentOf(sentence.Wording)).ToList();
        var stems = cited.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var near = cited.Select(token => vectors.Of(token.Term.Word)).OfType<float[]>().ToList();
        return ContentOf(draft.Wording).Select(token => stems.Contains(token.Stem) ? 1 : Nearest(vectors.Of(token.Term.Word), near)).DefaultIfEmpty(0).Average() >= Enough;
    }

    private static double Nearest(float[]? word, List<float[]> others) =>
        word is null ? 0 : others.Select(other => TensorPrimitives.Dot<float>(word, other)).Append(0).Max();

    private static IEnumerable<Token> ContentOf(Wording wording) => Enumerable.Range(0, wording.Count).Where(wording.IsContent).Select(place => wording.Tokens[place]);
}
