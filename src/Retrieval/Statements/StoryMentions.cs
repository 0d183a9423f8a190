using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Where a story names its people, sentence by sentence.</summary>
internal sealed class StoryMentions(string body, IReadOnlyList<Sentence> sentences, StoryPeople people)
{
    private readonly List<(int Offset, string Name)> mentions = [.. people.MentionsIn(body)];
    private readonly Dictionary<(string, Gender), bool> fitting = [];

    /// <summary>Ordinal of the sentence in which a place lies, or of the next.</summary>
    public int OrdinalAt(int offset)
    {
        var (low, high) = (0, sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sentences[middle].End > offset ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The first who may be meant by a pronoun of a gender.</summary>
    public string? FirstIn(int start, int end, Gender gender)
    {
        for (var index = IndexFrom(start); index < mentions.Count && mentions[index].Offset < end; index++)
        {
            if (Fits(mentions[index].Name, gender))
            {
                return mentions[index].Name;
            }
        }

        return null;
    }

    public bool Fits(string name, Gender gender) =>
        fitting.TryGetValue((name, gender), out var fits) ? fits : fitting[(name, gender)] = gender.Fits(name, body);

    /// <summary>Those who are named in the nearest sentence that names anybody, if these are two; in the order in which they are named.</summary>
    /// <param name="reach">How far before <paramref name="offset"/> that sentence may begin.</param>
    public IReadOnlyList<string> PairBefore(int offset, int reach, bool sideBySide)
    {
        for (var ordinal = OrdinalAt(offset) - 1; ordinal >= 0 && offset - sentences[ordinal].Start < reach; ordinal--)
        {
            var (start, end) = (sentences[ordinal].Start, sentences[ordinal].End);
            var named = mentions.Skip(IndexFrom(start)).TakeWhile(mention => mention.Offset < end).Where(mention => !IsOwner(mention.Offset)).DistinctBy(mention => mention.Name, StringComparer.Ordinal).ToList();
            if (named.Count > 0)
            {
                return named is [var first, var second] && (!sideBySide || AreJoined(first.Offset, second.Offset)) ? [first.Name, second.Name] : [];
            }
        }

        return [];
    }

    // Reagan's old rule names Reagan, but he does nothing.
    private bool IsOwner(int offset)
    {
        while (offset < body.Length && char.IsLetter(body[offset]))
        {
            offset++;
        }

        return body.AsSpan(offset) is ['’' or '\'', 's', ..];
    }

    // Foreign Minister Sergei Lavrov and Secretary of State John Kerry: nothing but their titles and names stands between.
    private bool AreJoined(int first, int second)
    {
        var between = body[first..second].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        return between is ["and", ..] && between.TrueForAll(word => char.IsUpper(word[0]) || word is "and" or "of" or "for" or "the");
    }

    private int IndexFrom(int offset)
    {
        var index = mentions.BinarySearch((offset, ""), Comparer<(int Offset, string Name)>.Create((left, right) => left.Offset.CompareTo(right.Offset)));
        return index < 0 ? ~index : index;
    }
}
