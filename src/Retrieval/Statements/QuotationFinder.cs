using DiffPlex;
using DiffPlex.Chunkers;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Finds the story that words come from, exactly or with some of them changed.</summary>
public sealed class QuotationFinder(IArticleIndex index)
{
    private const int MaxStories = 12;

    // Stories are looked up by so many words in a row …
    private const int PhraseLength = 3;

    // … and by no more phrases than these, however much was pasted.
    private const int MaxPhrases = 60;

    // A changed quotation still has most of its words, and enough of them to be no coincidence.
    private const double MostlySame = 0.6;
    private const int MinSame = 4;
    private const int MinTellingSame = 2;

    // So many words more than were pasted may stand in their place.
    private const int Spare = 4;

    /// <summary>The earliest story with exactly these words, or else the one with the fewest changes; null when no story comes near.</summary>
    public async Task<QuotationMatch?> FindAsync(string words, CancellationToken cancellationToken)
    {
        var asked = QuotedWord.AllIn(words);
        if (asked.Count < 2)
        {
            return null;
        }

        var stories = await index.ReadAsync(await index.FindPhrasesAsync(Phrases(words, asked), MaxStories, cancellationToken), cancellationToken);
        var exact = stories.Select(story => Exactly(asked, story)).OfType<QuotationMatch>()
            .OrderBy(match => match.Statement is null).ThenBy(match => match.Story.Article.Published ?? DateTimeOffset.MaxValue).ToList();
        return exact is [var first, .. var others]
            ? first with { AlsoIn = others.Select(other => other.Story).ToList() }
            : stories.SelectMany(story => Places(story).Select(place => Nearly(words, asked, story, place)))
                .OfType<(QuotationMatch Match, int Same)>()
                .OrderByDescending(near => near.Same).ThenBy(near => near.Match.Changes.Count).ThenBy(near => near.Match.Story.Article.Published ?? DateTimeOffset.MaxValue)
                .Select(near => near.Match)
                .FirstOrDefault();
    }

    private static List<string> Phrases(string text, IReadOnlyList<QuotedWord> asked)
    {
        var length = Math.Min(PhraseLength, asked.Count);
        return Enumerable.Range(0, Math.Min(asked.Count - length + 1, MaxPhrases))
            .Select(first => text[asked[first].Span.Start..asked[first + length - 1].Span.End])
            .ToList();
    }

    /// <summary>The words of each statement by itself, so that nothing comes between them, and then those of the whole story.</summary>
    private static IEnumerable<Place> Places(StoredArticle story) => story.Statements
        .OrderBy(statement => statement.Within is null ? 0 : 1)
        .Select(statement => new Place(statement, [.. statement.Content.SelectMany(span => QuotedWord.AllIn(story.Article.Body, span))]))
        .Append(new Place(null, QuotedWord.AllIn(story.Article.Body)));

    private static QuotationMatch? Exactly(IReadOnlyList<QuotedWord> asked, StoredArticle story) => Places(story)
        .Select(place => (place, At: place.IndexOf(asked)))
        .Where(found => found.At >= 0)
        .Select(found => MatchOf(story, found.place.Statement, found.place.Words.Skip(found.At).Take(asked.Count).ToList(), [new WordChange(WordChangeKind.Same, "")]))
        .OrderBy(match => match.IsQuoted ? 0 : 1)
        .FirstOrDefault();

    private static (QuotationMatch, int Same)? Nearly(string words, IReadOnlyList<QuotedWord> asked, StoredArticle story, Place place)
    {
        if (place.Words.Count < MinSame)
        {
            return null;
        }

        var told = place.Around(asked, Spare);
        var (changes, first, last) = Compare(words, asked, story.Article.Body, told);
        var same = changes.Where(change => change.Kind == WordChangeKind.Same).SelectMany(change => QuotedWord.AllIn(change.Words)).ToList();
        return same.Count >= Math.Max(MinSame, MostlySame * asked.Count)
            && Term.AllIn(string.Join(' ', same.Select(word => word.Folded))).Distinct().Count() >= MinTellingSame
            ? (MatchOf(story, place.Statement, told.Skip(first).Take(last - first).ToList(), changes), same.Count)
            : null;
    }

    /// <summary>The words of both in their order, from the first that they share to the last; and which of the story's these are.</summary>
    private static (List<WordChange> Changes, int First, int Last) Compare(string words, IReadOnlyList<QuotedWord> asked, string body, List<QuotedWord> told)
    {
        var changes = new List<WordChange>();
        var (atAsked, atTold, first, last) = (0, 0, told.Count, 0);
        foreach (var block in Differ.Instance.CreateDiffs(Lines(asked), Lines(told), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks)
        {
            AddSame(block.InsertStartB);
            Add(WordChangeKind.Asked, words, asked, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(WordChangeKind.Told, body, told, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            (atAsked, atTold) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        AddSame(told.Count);

        // What stands around the words shared was not asked about.
        while (changes is [{ Kind: WordChangeKind.Told }, ..])
        {
            changes.RemoveAt(0);
        }

        while (changes is [.., { Kind: WordChangeKind.Told }])
        {
            changes.RemoveAt(changes.Count - 1);
        }

        return (changes, Math.Min(first, last), last);

        void AddSame(int until)
        {
            if (until > atTold)
            {
                (first, last) = (Math.Min(first, atTold), until);
                Add(WordChangeKind.Same, body, told, atTold, until);
            }
        }

        void Add(WordChangeKind kind, string text, IReadOnlyList<QuotedWord> of, int from, int until)
        {
            if (until > from)
            {
                changes.Add(new WordChange(kind, string.Join(' ', of.Skip(from).Take(until - from).Select(word => text[word.Span.Start..word.Span.End]))));
            }
        }
    }

    private static string Lines(IEnumerable<QuotedWord> words) => string.Join('\n', words.Select(word => word.Folded));

    private static QuotationMatch MatchOf(StoredArticle story, Statement? statement, List<QuotedWord> words, IReadOnlyList<WordChange> changes)
    {
        var (from, until) = (words.Min(word => word.Span.Start), words.Max(word => word.Span.End));
        var owner = statement ?? story.Statements.FirstOrDefault(said => said.Content.Any(span => span.Start <= from && span.End >= until));
        var spans = owner?.Content.Where(span => span.Start < until && span.End > from).Select(span => new TextSpan(Math.Max(span.Start, from), Math.Min(span.End, until))).ToList();
        var quotations = Quotation.FindIn(story.Article.Body);
        return new QuotationMatch(
            story,
            spans is { Count: > 0 } ? spans : [new TextSpan(from, until)],
            owner,
            words.TrueForAll(word => quotations.Any(quotation => quotation.Span.Start <= word.Span.Start && quotation.Span.End >= word.Span.End)),
            changes);
    }

    /// <summary>Words in which others are looked for.</summary>
    private sealed record Place(Statement? Statement, IReadOnlyList<QuotedWord> Words)
    {
        public int IndexOf(IReadOnlyList<QuotedWord> asked)
        {
            for (var first = 0; first + asked.Count <= Words.Count; first++)
            {
                var length = 0;
                while (length < asked.Count && Words[first + length].Folded == asked[length].Folded)
                {
                    length++;
                }

                if (length == asked.Count)
                {
                    return first;
                }
            }

            return -1;
        }

        /// <summary>As many words as were asked for and some more, where most of them stand.</summary>
        public List<QuotedWord> Around(IReadOnlyList<QuotedWord> asked, int spare)
        {
            var wanted = asked.Select(word => word.Folded).ToHashSet(StringComparer.Ordinal);
            var (best, bestFirst, here) = (0, 0, 0);
            for (var index = 0; index < Words.Count; index++)
            {
                here += wanted.Contains(Words[index].Folded) ? 1 : 0;
                here -= index >= asked.Count && wanted.Contains(Words[index - asked.Count].Folded) ? 1 : 0;
                if (here > best)
                {
                    (best, bestFirst) = (here, Math.Max(0, index - asked.Count + 1));
                }
            }

            var first = Math.Max(0, bestFirst - spare);
            return Words.Skip(first).Take(asked.Count + (2 * spare)).ToList();
        }
    }
}
