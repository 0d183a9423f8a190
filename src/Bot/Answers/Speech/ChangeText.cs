using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Speech;

/// <summary>Writes a quotation as it was asked about with the true words marked in it.</summary>
public static class ChangeText
{
    /// <summary>As in <c>concerned [not “with” but “by”] the fate of any [left out: “single”] individual</c>.</summary>
    public static string Plain(IReadOnlyList<WordChange> changes)
    {
        var parts = new List<string>();
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var next = index + 1 < changes.Count ? changes[index + 1] : null;
            switch (change.Kind)
            {
                case WordChangeKind.Asked when next?.Kind == WordChangeKind.Told:
                    parts.Add($"[not “{change.Words}” but “{next.Words}”]");
                    index++;
                    break;
                case WordChangeKind.Asked:
                    parts.Add($"[not said: “{change.Words}”]");
                    break;
                case WordChangeKind.Told:
                    parts.Add($"[left out: “{change.Words}”]");
                    break;
                default:
                    parts.Add(change.Words);
                    break;
            }
        }

        return string.Join(' ', parts);
    }
}
