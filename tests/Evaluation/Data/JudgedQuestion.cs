using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation.Data;

/// <summary>A question with what retrieval found, and which of it is right.</summary>
/// <param name="Unit">What questions have in common when one helps to learn the other: their article.</param>
/// <param name="IsRight">Of each sentence of the evidence.</param>
/// <param name="IsAnswerable">Whether the stories answer it.</param>
internal sealed record JudgedQuestion(string Id, string Unit, Evidence Evidence, IReadOnlyList<bool> IsRight, bool IsAnswerable)
{
    public static JudgedQuestion Judge(string id, string unit, Evidence evidence, bool isAnswerable, Func<ScoredSentence, bool> isRight) =>
        new(id, unit, evidence, evidence.Sentences.Select(isRight).ToList(), isAnswerable);

    /// <summary>Place of the first right sentence from 0, or −1.</summary>
    public int FirstRight => IsRight.ToList().IndexOf(true);
}
