using System.Globalization;
using NewsBot.Answers;
using Spectre.Console;

namespace NewsBot.Commands;

/// <summary>Draws on standard error why an answer is what it is.</summary>
internal static class ExplainTable
{
    private const int Width = 140;

    public static void Write(Reply reply)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        terminal.Profile.Width = Width;
        var explained = ExplainLine.From(reply);
        terminal.WriteLine();
        terminal.Write(Understood(explained));
        if (explained.Candidates.Count > 0)
        {
            terminal.Write(Candidates(explained));
        }
    }

    private static Grid Understood(ExplainLine explained)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        if (explained.Question is { } question)
        {
            Add("kind", question.Kind);
            Add("expects", question.Expects);
            Add("terms", string.Join(", ", question.Terms));
            Add("names", string.Join(", ", question.Names));
            Add("speaker", question.Speaker);
            Add("topic", question.Topic);
            Add("quotation", question.Quotation);
            Add("outlet", question.Outlet);
            Add("window", question.Window is { } window ? $"{window.Text} ({window.From ?? "…"} until before {window.Until ?? "…"})" : null);
            Add("latest", question.WantsLatest ? "yes" : null);
        }

        Add("confidence", explained.Confidence is { } confidence ? Number(confidence) : "nothing was searched");
        if (explained.Draft is { } draft)
        {
            Add("draft", $"{draft.Outcome}; {draft.Kept} sentences passed, {draft.Dropped.Count} did not{(draft.Dropped.Count > 0 ? $" ({string.Join(", ", draft.Dropped)})" : "")}");
        }

        return grid;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                grid.AddRow(new Text(name), Safe(value));
            }
        }
    }

    private static Table Candidates(ExplainLine explained)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("score").RightAligned()).AddColumn("sentence").AddColumn("features");
        foreach (var candidate in explained.Candidates)
        {
            table.AddRow(
                new Text(Number(candidate.Score)),
                Safe($"{candidate.Sentence} ({candidate.ArticleId} #{candidate.Ordinal.ToString(CultureInfo.InvariantCulture)})"),
                Safe(string.Join(", ", candidate.Features.Select(feature => $"{feature.Key} {Number(feature.Value)}"))));
        }

        return table;
    }

    private static Text Safe(string text) => new(TerminalText.Safe(text));

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
