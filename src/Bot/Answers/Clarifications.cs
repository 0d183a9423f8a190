using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>What is answered without a search, because a search could not help. Each case has its own sentence.</summary>
internal static class Clarifications
{
    /// <summary>Longer than any question; what is longer is a pasted text.</summary>
    public const int MaxQuestionLength = 1000;

    private const string Example = "for example: What did Lavrov say about Assad?";
    private const int MaxOutlets = 8;

    // Words that every question about the news could have.
    private static readonly HashSet<string> Unspecific =
        new("new news latest recent recently today happen happened happening up going story stories".Split(' '), StringComparer.Ordinal);

    /// <summary>Null when it can be read as a question.</summary>
    public static Answer? BeforeParsing(string utterance) =>
        utterance.Length > MaxQuestionLength
            ? new Answer.Clarify($"That question has {utterance.Length:N0} characters; please ask it in at most {MaxQuestionLength:N0}.")
            : null;

    /// <summary>Null when there is something to search for.</summary>
    public static Answer? BeforeSearch(Question question, ArticleCounts stock, IReadOnlyList<string> outlets) => question switch
    {
        _ when !question.Text.Any(char.IsLetterOrDigit) => new Answer.Clarify($"Please ask about something in the news, {Example}"),
        _ when SmallTalk.Reply(question.Text, stock) is { } reply => new Answer.Clarify(reply),
        _ when stock.Articles == 0 => Nothing(question, stock, "No story is indexed yet, so I cannot answer anything; add some with the command: index PATH"),
        { OtherLanguage: { } language } => new Answer.Clarify($"That looks like {language}; I read only English, so please ask in English."),
        { Window: { IsReversed: true } window } => new Answer.Clarify(
            $"The time you gave (“{window.Text}”) ends before it begins; please name the earlier day first."),
        { Window: { From: { } from } window } when from > question.AskedAt => Nothing(
            question, stock, $"Nothing from {WindowText.Of(window)} is published yet: that time is still to come."),
        { Outlet: { IsKnown: false } outlet } => Nothing(question, stock, UnknownOutlet(outlet, outlets)),
        _ when question.Terms.All(term => Unspecific.Contains(term.Word)) && Scope.Of(question) is { IsAll: false } scope => new Answer.Clarify(
            $"You ask for {ScopeText.Of(scope)}; please say also what they should be about: somebody or something in the news."),
        _ when question.Terms.All(term => Unspecific.Contains(term.Word)) => new Answer.Clarify($"None of those words tells me what to look up; please name somebody or something in the news, {Example}"),
        _ => null,
    };

    private static Answer.NotCovered Nothing(Question question, ArticleCounts stock, string reason) => new([], new SearchedStories(0, null, null, []))
    {
        Scope = Scope.Of(question),
        Stock = new SearchedStories(stock.Articles, stock.Oldest, stock.Newest, []),
        Reason = reason,
    };

    private static string UnknownOutlet(Outlet outlet, IReadOnlyList<string> outlets) =>
        $"I have no stories from {outlet.Name}"
        + (outlets.Count > 0 ? $"; I have some from {Listing.Of(outlets, "and", MaxOutlets)}." : ".");
}
