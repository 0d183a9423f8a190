using System.Text.Encodings.Web;

namespace NewsBot.Pages;

/// <summary>What stands around a page that is only read: it runs no script.</summary>
internal static class StoryLayout
{
    /// <param name="title">As text.</param>
    /// <param name="content">As HTML.</param>
    public static string Of(string nonce, string title, string content) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{HtmlEncoder.Default.Encode(title)} · News bot</title>
        <link rel="icon" href="{PageResources.Icon}">
        <style nonce="{nonce}">{PageResources.StoryStyle}</style>
        </head>
        <body class="story-page">
        <header class="bar"><a href="/"><img class="mark" src="{PageResources.Icon}" alt="" width="28" height="28"><span>News bot</span></a></header>
        <main class="story">
        {content}
        </main>
        </body>
        </html>
        """;
}
