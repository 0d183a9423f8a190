using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Exceptions;

namespace NewsBot.Retrieval.Articles;

/// <summary>A story in a PDF: its blocks of text in the order in which they are read.</summary>
internal static class PdfStory
{
    /// <summary>Longer documents are books or reports, whose stories nobody can tell apart.</summary>
    public const int MaxPages = 200;

    private const string Unreadable = "The PDF cannot be read: save it again, or as text.";

    public static ArticleReading Read(StoryDocument document, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            using var pdf = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            if (pdf.NumberOfPages > MaxPages)
            {
                return new ArticleReading.Unreadable(document.Location, $"The PDF has {pdf.NumberOfPages} pages, and a story at most {MaxPages}: split it into its stories.");
            }

            var text = TextOf(pdf, cancellationToken);
            return text.Any(char.IsLetter)
                ? new ArticleReading.Story(new(document.Location, ArticleFormat.Text, text, document.Name) { Address = document.Address, Hints = HintsOf(pdf, document.Hints) })
                : new ArticleReading.Unreadable(document.Location, "The PDF holds pictures and no text: recognise its text first (OCR).");
        }
        catch (PdfDocumentEncryptedException)
        {
            return new ArticleReading.Unreadable(document.Location, "The PDF is locked with a password: save it without one.");
        }
        catch (Exception failure) when (failure is PdfDocumentFormatException or InvalidOperationException or ArgumentException or FormatException or IOException
            or NotSupportedException or IndexOutOfRangeException or KeyNotFoundException or NullReferenceException or InvalidCastException or OverflowException)
        {
            // The parser's own exception is one among many that a damaged file brings about in it.
            return new ArticleReading.Unreadable(document.Location, Unreadable);
        }
    }

    private static string TextOf(PdfDocument pdf, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var page in pdf.GetPages())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = NearestNeighbourWordExtractor.Instance.GetWords(page.Letters);
            var blocks = UnsupervisedReadingOrderDetector.Instance.Get(DocstrumBoundingBoxes.Instance.GetBlocks(words));
            foreach (var block in blocks)
            {
                Append(text, block.TextLines.Select(line => line.Text.Trim()).Where(line => line.Length > 0));
            }
        }

        return text.ToString();
    }

    // Lines of a block are joined to a paragraph, and a word that is divided between two of them is made whole.
    private static void Append(StringBuilder text, IEnumerable<string> lines)
    {
        var start = text.Length;
        foreach (var line in lines)
        {
            if (text.Length > start + 1 && text[^1] == '-' && char.IsLower(text[^2]) && char.IsLower(line[0]))
            {
                text.Length--;
            }
            else if (text.Length > start)
            {
                text.Append(' ');
            }

            text.Append(line);
        }

        if (text.Length > start)
        {
            text.Append("\n\n");
        }
    }

    private static StoryHints HintsOf(PdfDocument pdf, StoryHints? told) => new(
        told?.Title ?? pdf.Information.Title,
        told?.Source,
        told?.Author ?? pdf.Information.Author,
        told?.Date ?? pdf.Information.GetCreatedDateTimeOffset()?.ToString("O", CultureInfo.InvariantCulture),
        told?.Language);
}
