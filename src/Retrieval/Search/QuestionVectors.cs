using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>What a question means: its embedding as it is asked, and without its question words.</summary>
public sealed partial class QuestionVectors
{
    private readonly ReadOnlyMemory<float> content;

    private QuestionVectors(ReadOnlyMemory<float> asked, ReadOnlyMemory<float> content) => (Whole, this.content) = (asked, content);

    /// <summary>Of the question as it is asked; of unit length.</summary>
    public ReadOnlyMemory<float> Whole { get; }

    public static async Task<QuestionVectors> OfAsync(Question question, RememberedVectors embedder, CancellationToken cancellationToken)
    {
        var vectors = await embedder.GenerateAsync([question.Content, WithoutQuestionWords(question.Content)], cancellationToken: cancellationToken);
        return new QuestionVectors(vectors[0].Vector, vectors[1].Vector);
    }

    /// <summary>See <see cref="Feature.Cosine"/> and <see cref="Feature.ContentCosine"/>; 0 for a sentence without an embedding.</summary>
    public (double Cosine, double ContentCosine) CosinesOf(StoredArticle article, int ordinal) => article.SentenceVectors.Of(ordinal) is { } sentence
        ? (TensorPrimitives.CosineSimilarity(Whole.Span, sentence), TensorPrimitives.CosineSimilarity(content.Span, sentence))
        : (0, 0);

    // “the Hale-Bopp comet discovered” is nearer to a sentence that tells of the discovery than the question is.
    private static string WithoutQuestionWords(string text)
    {
        var bare = Blanks().Replace(QuestionWords().Replace(text, " "), " ").Trim();
        return bare.Length > 0 ? bare : text;
    }

    [GeneratedRegex(
        @"\b(what|which|who|whom|whose|when|where|why|how( many| much| long| old)?|did|does|do)\b|\?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex QuestionWords();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
