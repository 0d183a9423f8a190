namespace NewsBot.Retrieval.Sentences;

/// <summary>A list in a story: the line that introduces it, which ends with a colon, and its items.</summary>
public sealed record SentenceList(Sentence Introduction, IReadOnlyList<Sentence> Items)
{
    /// <summary>Whether the items are parts of one sentence, divided by semicolons or commas, so that none says all of it.</summary>
    public bool IsOneSentence => Items.SkipLast(1).All(item => item.Text[^1] is ';' or ',');

    /// <summary>The list that a sentence introduces or is an item of; null for any other sentence.</summary>
    /// <param name="body">The story's text, whose offsets the sentences have.</param>
    /// <param name="story">All its sentences.</param>
    public static SentenceList? Around(string body, IReadOnlyList<Sentence> story, Sentence sentence)
    {
        var first = sentence.Ordinal;
        while (first > 0 && IsItem(body, story[first]))
        {
            first--;
        }

        var introduction = story[first];
        var items = story.Skip(first + 1).TakeWhile(next => IsItem(body, next)).ToList();
        return introduction.Text.EndsWith(':') && items.Count > 0 ? new SentenceList(introduction, items) : null;
    }

    /// <summary>Whether it begins a line behind the mark of a list.</summary>
    private static bool IsItem(string body, Sentence sentence)
    {
        var line = body.AsSpan(0, sentence.Start).LastIndexOf('\n') + 1;
        return body.AsSpan(line, sentence.Start - line).TrimStart() is [not ('#' or '>'), ..] && LineMarks.Skip(body, line, sentence.End) == sentence.Start;
    }
}
