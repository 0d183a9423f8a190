using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// What kind of thing a question asks for by name: an office (<c>Who is the governor of …?</c>), a sum of money, a measure (<c>How old …?</c>),
/// those to whom something happened (<c>How many people died …?</c>).
/// Sentences that tell of none do not answer it, however many of its words they have.
/// </summary>
internal static partial class AskedThing
{
    // As many sentences as an answer mostly shows.
    private const int Shown = 3;

    /// <param name="sentences">Best first.</param>
    /// <param name="relatives">The words that may stand for the question's; null: none.</param>
    public static bool IsToldBy(IReadOnlyList<ScoredSentence> sentences, Question question, Relatives? relatives)
    {
        var shown = sentences.Take(Shown).ToList();
        return (!question.Expects.HasFlag(ExpectedAnswer.Money) || shown.Exists(scored => scored.Features[Feature.MoneyFound] > 0))
            && (!AnswerFinder.AsksForUnit(question.Content) || shown.Exists(scored => scored.Features[Feature.UnitFound] > 0))
            && (DeedIn(question) is not { } deed || shown.Exists(scored => Tells(scored, deed, relatives)))
            && (OfficeIn(question) is not { } office || shown.Exists(scored => Tells(scored, office, relatives)));
    }

    private static Term? OfficeIn(Question question) =>
        question.Kind == QuestionKind.Who && Office().Match(question.Content) is { Success: true } match && Term.AllIn(match.Groups["office"].Value) is [.., var office]
            ? office
            : null;

    // How many people died, were killed, took part: the first word after the counted ones that is a past form.
    private static string? DeedIn(Question question) =>
        question.Kind == QuestionKind.HowMany && Counted().Match(question.Content) is { Success: true } counted
            ? Token.AllIn(question.Content[(counted.Index + counted.Length)..])
                .Where(token => !token.IsStopWord && BaseForms.IsPast(token.Term.Word)).Select(token => token.Stem).FirstOrDefault()
            : null;

    private static bool Tells(ScoredSentence scored, string deed, Relatives? relatives) =>
        scored.TitleAndPassage.Select(Token.AllIn).Any(tokens =>
            tokens.Any(token => token.Stem == deed) || relatives?.In(tokens).GetValueOrDefault(deed) is { Same: > 0 } or { Kin: > 0 });

    private static bool Tells(ScoredSentence scored, Term office, Relatives? relatives) =>
        scored.TitleAndPassage.Select(Token.AllIn).Any(tokens =>
            tokens.Index().Any(token => token.Item.Stem == office.Stem
                || (relatives?.IsSameAt(token.Index, tokens, office.Stem) == true && !Abstract().IsMatch(token.Item.Term.Word))));

    [GeneratedRegex(@"\bhow many [\p{L}-]+ ", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    // A government has the stem of what a governor does, but is no governor.
    [GeneratedRegex("(ment|tion|ship|ance|ence)s?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Abstract();

    // The noun that ends the phrase: “the Cypriot finance minister”, “the governor of”.
    [GeneratedRegex(
        @"^who (is|was|are|were) (the|a|an) (?<office>(?!(first|last|one|only|people|person|man|woman|men|women|most|\p{L}{3,}est)\b)[\p{L}\p{M}' -]+?)(?=\W*$|,| (of|for|in|at|from|to|on|by|with|who|that|now|then|when|during|and|behind|under)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Office();
}
