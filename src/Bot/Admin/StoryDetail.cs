using NewsBot.Answers;
using NewsBot.Pages;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Admin;

/// <param name="Published">ISO 8601; null: not known.</param>
/// <param name="Page">Path of its page on this host.</param>
internal sealed record FoundStory(string Id, string Title, string? Source, string? Published, string? Url, string Page, bool IsRetracted)
{
    public static FoundStory Of(Article story, bool isRetracted) =>
        new(story.Id.Value, story.Title, story.Source, Dates.Iso(story.Published), story.Url?.AbsoluteUri, ArticlePage.PathOf(story), isRetracted);
}

internal sealed record FoundStories(IReadOnlyList<FoundStory> Stories);

/// <summary>A story with all that is known of it.</summary>
/// <param name="Sentences">In their order; empty for one that is retracted.</param>
/// <param name="Copies">Outlets that printed the same report.</param>
/// <param name="Changes">What it said before, the oldest change first.</param>
/// <param name="Retraction">Null: it is not retracted.</param>
internal sealed record StoryDetail(
    FoundStory Story,
    string? Author,
    string? Language,
    bool IsCorrected,
    IReadOnlyList<string> Sentences,
    IReadOnlyList<StoryStatement> Statements,
    IReadOnlyList<string> Copies,
    IReadOnlyList<SentenceChange> Changes,
    RetractedStory? Retraction)
{
    public static StoryDetail Of(StoredArticle story, IEnumerable<Article> copies, IReadOnlyList<SentenceChange> changes) => new(
        FoundStory.Of(story.Article, isRetracted: false),
        story.Article.Author,
        story.Article.Language,
        story.Article.IsCorrected,
        story.Sentences.Select(sentence => sentence.Text).ToList(),
        story.Statements.Select(statement => StoryStatement.Of(statement, story.Article)).ToList(),
        copies.Select(copy => copy.Source ?? copy.Id.Value).ToList(),
        changes,
        Retraction: null);

    public static StoryDetail Of(Retraction retraction) => new(
        FoundStory.Of(retraction.Story, isRetracted: true), retraction.Story.Author, retraction.Story.Language, IsCorrected: false, [], [], [], [], RetractedStory.Of(retraction));
}

/// <summary>Who says what.</summary>
/// <param name="Speaker">Null: not known.</param>
/// <param name="Verb">The base form of the word that tells so; null: only punctuation does.</param>
/// <param name="Type"><c>direct</c>, <c>mixed</c> or <c>indirect</c>.</param>
/// <param name="Content">What is said, in the story's words.</param>
/// <param name="Sentence">Place of the first sentence in which it stands, from 0.</param>
internal sealed record StoryStatement(string? Speaker, string? Verb, string Type, bool IsDenied, string Content, int Sentence)
{
    public static StoryStatement Of(Statement statement, Article story) => new(
        statement.Speaker,
        statement.Verb,
        statement.Type.ToString().ToLowerInvariant(),
        statement.IsDenied,
        string.Join(" … ", statement.Content.Select(span => story.Body[span.Start..span.End])),
        statement.FirstSentence);
}

/// <param name="CopyOf">The story that was retracted, where this one had been noted as its copy.</param>
internal sealed record RetractedStory(string Id, string Title, string? Source, DateTimeOffset At, string Reason, string? CopyOf)
{
    public static RetractedStory Of(Retraction retraction) =>
        new(retraction.Story.Id.Value, retraction.Story.Title, retraction.Story.Source, retraction.At, retraction.Reason, retraction.CopyOf?.Value);
}
