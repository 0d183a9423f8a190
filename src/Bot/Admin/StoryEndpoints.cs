using Microsoft.AspNetCore.Http.HttpResults;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;

namespace NewsBot.Admin;

/// <summary>Finding stories, and looking at one.</summary>
internal static class StoryEndpoints
{
    private const int MaxFound = 25;

    public static void MapStories(this RouteGroupBuilder api)
    {
        api.MapGet("/stories", FindAsync).WithSummary("Finds stories by an id, an address or words of the title; without any: the newest");
        api.MapGet("/story", GetAsync).WithSummary("A story's sentences and statements, its copies and what it said before").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/retractions", GetRetractions).WithSummary("The stories that are retracted, the latest first");
    }

    private static async Task<Ok<FoundStories>> FindAsync(StorySearch search, RetractionRegister retractions, CancellationToken cancellationToken, string text = "")
    {
        var found = await search.FindAsync(text.Trim(), MaxFound, cancellationToken);
        var retracted = retractions.Among(found.Select(story => story.Id).ToList()).Select(retraction => retraction.Story.Id).ToHashSet();
        return TypedResults.Ok(new FoundStories(found.Select(story => FoundStory.Of(story, retracted.Contains(story.Id))).ToList()));
    }

    private static async Task<Results<Ok<StoryDetail>, ProblemHttpResult>> GetAsync(
        string id, IArticleIndex index, WireCopies copies, SentenceHistory history, RetractionRegister retractions, CancellationToken cancellationToken)
    {
        var asked = new ArticleId(id);
        return retractions.Find(asked) is { } retraction ? TypedResults.Ok(StoryDetail.Of(retraction))
            : await index.ReadAsync([asked], cancellationToken) is [var story] ? TypedResults.Ok(StoryDetail.Of(story, copies.Of([asked])[asked], history.Of(asked)))
            : NoSuchStory();
    }

    private static Ok<IReadOnlyList<RetractedStory>> GetRetractions(RetractionRegister retractions) =>
        TypedResults.Ok<IReadOnlyList<RetractedStory>>(retractions.All().Select(RetractedStory.Of).ToList());

    private static ProblemHttpResult NoSuchStory() =>
        TypedResults.Problem("No story has this id: look it up by its title or address.", statusCode: StatusCodes.Status404NotFound);
}

/// <param name="Id">Of a story.</param>
internal sealed record StoryName(string Id);

/// <param name="Id">Of a story.</param>
/// <param name="Reason">For readers: it stands on the story's page, and is told to those who were given an answer from it.</param>
internal sealed record RetractionRequest(string Id, string Reason);
