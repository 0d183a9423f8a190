namespace NewsBot.Training.Data;

/// <summary>Public questions on passages, mostly of Wikipedia (train/selection).</summary>
internal static class Passages
{
    public static IEnumerable<Example> Read(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.jsonl").OrderBy(file => file.Name, StringComparer.Ordinal)
            .SelectMany(file => JsonLines.Read<Passage>(file).Select(passage => Example(Path.GetFileNameWithoutExtension(file.Name), passage)));

    private static Example Example(string set, Passage passage)
    {
        var labels = new int[passage.Sentences.Count];
        passage.Gold.ToList().ForEach(sentence => labels[sentence] = 1);
        var group = passage.Title ?? passage.Sentences[0];
        return new Example(set, group, passage.Q, passage.Title ?? "", passage.Sentences, labels, Span(passage), passage.YesNo, [], passage.Gold.Count == 0);
    }

    private static MarkedSpan? Span(Passage passage)
    {
        if (passage.Span is not { Length: > 0 } span || passage.Gold is not [var first, ..])
        {
            return null;
        }

        var start = passage.Sentences[first].IndexOf(span, StringComparison.Ordinal);
        return start < 0 ? null : new MarkedSpan(first, start, start + span.Length);
    }

    private sealed record Passage(string Q, string? Title, IReadOnlyList<string> Sentences, IReadOnlyList<int> Gold, string? Span, string? YesNo);
}
