using System.Net.Mime;
using System.Text.Encodings.Web;
using NewsBot.Answers;
using NewsBot.Conversations;
using NewsBot.DirectLine;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Pages;

/// <summary>The page at <c>/</c>: Web Chat, a line of what it is, and questions to begin with.</summary>
internal sealed class ChatPage(DirectLineTokens tokens, ConversationStore conversations, IArticleIndex index, ExampleQuestions examples)
{
    // “__Host-” would need HTTPS, which a clone does not have.
    private const string Cookie = "newsbot-conversation";
    private const int Examples = 4;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", ShowAsync);
        endpoints.MapPost("/webchat/token", (Delegate)TokenAsync).RequireRateLimiting(DirectLineLimits.Conversations);
    }

    private async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
        var questions = await examples.GetAsync(Examples, cancellationToken);
        var nonce = PageResources.NewNonce();
        PageHeaders.Set(
            http.Response,
            $"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self' blob:; img-src 'self' blob: data:; "
            + $"script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}'");
        return Results.Text(
            PageResources.ChatPage
                .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
                .Replace("{{style}}", PageResources.ChatStyle, StringComparison.Ordinal)
                .Replace("{{icon}}", PageResources.Icon, StringComparison.Ordinal)
                .Replace("{{webchat}}", WebChatBundle.Path, StringComparison.Ordinal)
                .Replace("{{script}}", PageResources.ChatScript, StringComparison.Ordinal)
                .Replace("{{tagline}}", Encode(Tagline(stock)), StringComparison.Ordinal)
                .Replace("{{examples}}", string.Join('\n', questions.Select(question => $"<button type=\"button\">{Encode(question)}</button>")), StringComparison.Ordinal),
            $"{MediaTypeNames.Text.Html}; charset=utf-8");
    }

    /// <summary>A token for the browser's conversation, or for a new one. Other sites' pages get none.</summary>
    private async Task<IResult> TokenAsync(HttpContext http, bool? @new)
    {
        // A page of another origin cannot set this header without asking first, and nobody allows it to.
        if (!http.Request.Headers.ContainsKey("X-Web-Chat") || http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var known = @new is true ? null : (await tokens.CheckAsync(http.Request.Cookies[Cookie], TokenUse.Resume)).Participant;
        var participant = known is not null && conversations.Exists(known.ConversationId, known.UserId)
            ? known
            : new Participant(DirectLineEndpoints.NewId(), DirectLineEndpoints.NewUserId());
        conversations.Create(participant.ConversationId, participant.UserId);
        http.Response.Cookies.Append(Cookie, tokens.Create(participant, TokenUse.Resume), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            MaxAge = tokens.LifetimeOf(TokenUse.Resume),
            Path = "/webchat",
            IsEssential = true,
        });
        http.Response.Headers.CacheControl = "no-store";
        return DirectLineEndpoints.Conversation(tokens, participant, StatusCodes.Status200OK, streamUrl: null);
    }

    private static string Tagline(ArticleCounts stock) => stock.Articles == 0
        ? "Answers questions about news stories. None is indexed yet."
        : $"Answers from {stock.Articles:N0} news {(stock.Articles == 1 ? "story" : "stories")}, with the very sentences that they rest on.";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
