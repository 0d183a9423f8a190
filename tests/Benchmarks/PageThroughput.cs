using System.IO.Compression;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Benchmarks;

/// <summary>How fast news pages are read, from their bytes to an article.</summary>
internal static class PageThroughput
{
    private const int Runs = 5;

    public static async Task RunAsync(string folder, TextWriter output)
    {
        var pages = new List<byte[]>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.html.gz").Order(StringComparer.Ordinal))
        {
            await using var compressed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var page = new MemoryStream();
            await compressed.CopyToAsync(page);
            pages.Add(page.ToArray());
        }

        var read = await Measured.RepeatAsync(Runs, () =>
        {
            foreach (var page in pages)
            {
                ArticleParser.Parse(new RawArticle("page", ArticleFormat.Html, PageEncoding.Decode(page, charset: null), "page"));
            }

            return Task.CompletedTask;
        });
        await output.WriteLineAsync($"{pages.Count} pages, {pages.Sum(page => page.Length) / 1e6:0.0} MB; median of {Runs} runs on one core");
        await output.WriteLineAsync($"read                   {pages.Count / read.Median * 1000:0} pages a second");
    }
}
