using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (b): what stands in quotation marks is a slice of one quotation in a cited sentence, word for word. Where few words differ, and none that denies, the true ones take
/// their place; where the story has the words but does not quote them, they lose their marks; anything else is refused, two quotations made one as well.
/// </summary>
internal static class Quotations
{
    // A quotation that was nearly right: so much of it is the story's, and nowhere are more words changed, added or left out in a row.
    private const double NearlyAll = 0.7;
    private const int MinSame = 4;
    private const int MaxRun = 2;

    /// <summary>The draft with true quotations only; null when one has no place in the cited sentences.</summary>
    public static string? PutRight(string draft, IReadOnlyList<CitedSentence> cited)
    {
        if (QuotedPassage.IsOpenIn(draft))
        {
            return null;
        }

        // From the last to the first, so that offsets stay true.
        foreach (var passage in QuotedPassage.AllIn(draft).Reverse())
        {
            var words = QuotedWord.AllIn(draft, passage.Inner);
            if (words.Count == 0)
            {
                return null;
            }

            var sources = cited.SelectMany(Stretches).ToList();
            if (sources.Exists(source => source.IndexOf(words) >= 0))
            {
                continue;
            }

            if (cited.Any(sentence => new Stretch(sentence.Body, QuotedWord.AllIn(sentence.Body, sentence.Span)).IndexOf(words) >= 0))
            {
                draft = draft[..passage.Outer.Start] + draft[passage.Inner.Start..passage.Inner.End] + draft[passage.Outer.End..];
                continue;
            }

            if (sources.Select(source => source.NearestTo(words)).OfType<string>().FirstOrDefault() is not { } truth)
            {
                return null;
            }

            draft = draft[..passage.Inner.Start] + truth + draft[words[^1].Span.End..];
        }

        return draft;
    }

    /// <summary>The statement whose words a passage of the draft gives, of those in the cited sentences; null when the story attributes them to nobody.</summary>
    public static Statement? OwnerOf(string draft, QuotedPassage passage, IReadOnlyList<CitedSentence> cited)
    {
        var words = QuotedWord.AllIn(draft, passage.Inner);
        return cited
            .SelectMany(sentence => Stretches(sentence).Select(stretch => (sentence, stretch, At: stretch.IndexOf(words))))
            .Where(found => found.At >= 0)
            .SelectMany(found => found.sentence.Statements.Where(statement => statement.Content.Any(span => span.Start <= found.stretch.Words[found.At].Span.Start
                && span.End >= found.stretch.Words[found.At + words.Count - 1].Span.End)))
            .OrderBy(statement => statement.Content.Sum(span => span.Length))
            .FirstOrDefault();
    }

    /// <summary>The quotations of a cited sentence, as far as they lie in it.</summary>
    private static IEnumerable<Stretch> Stretches(CitedSentence sentence) => sentence.Quotations
        .Select(quotation => new TextSpan(Math.Max(quotation.Span.Start, sentence.Span.Start), Math.Min(quotation.Span.End, sentence.Span.End)))
        .Concat(QuotedPassage.AllIn(sentence.Evidence.Sentence.Text).Select(passage => new TextSpan(sentence.Span.Start + passage.Inner.Start, sentence.Span.Start + passage.Inner.End)))
        .Select(span => new Stretch(sentence.Body, QuotedWord.AllIn(sentence.Body, span)));

    /// <summary>Words of a story that stand together.</summary>
    private sealed record Stretch(string Body, IReadOnlyList<QuotedWord> Words)
    {
        public int IndexOf(IReadOnlyList<QuotedWord> asked)
        {
            for (var first = 0; first + asked.Count <= Words.Count; first++)
            {
                if (asked.Select((word, index) => Words[first + index].Folded == word.Folded).All(isSame => isSame))
                {
                    return first;
                }
            }

            return -1;
        }

        /// <summary>The stretch's words in the place of nearly the same ones; null when too many differ.</summary>
        public string? NearestTo(IReadOnlyList<QuotedWord> asked)
        {
            (int Same, int First, int Last) best = (0, 0, 0);
            for (var first = 0; first < Words.Count; first++)
            {
                for (var last = first + Math.Max(MinSame, asked.Count - MaxRun) - 1; last < Math.Min(Words.Count, first + asked.Count + MaxRun); last++)
                {
                    if (SameIn(asked, first, last) is { } same && (same > best.Same || (same == best.Same && Math.Abs(last - first + 1 - asked.Count) < Math.Abs(best.Last - best.First + 1 - asked.Count))))
                    {
                        best = (same, first, last);
                    }
                }
            }

            return best.Same >= Math.Max(MinSame, NearlyAll * asked.Count) ? Body[Words[best.First].Span.Start..Words[best.Last].Span.End] : null;
        }

        /// <summary>How many words are the same in their order; null when in one place more than a few differ.</summary>
        private int? SameIn(IReadOnlyList<QuotedWord> asked, int first, int last)
        {
            var (same, atAsked, at) = (0, 0, first);
            while (atAsked < asked.Count || at <= last)
            {
                if (atAsked < asked.Count && at <= last && asked[atAsked].Folded == Words[at].Folded)
                {
                    (same, atAsked, at) = (same + 1, atAsked + 1, at + 1);
                    continue;
                }

                if (NextSame(asked, atAsked, at, last) is not var (skippedAsked, skipped)
                    || asked.Skip(atAsked).Take(skippedAsked).Concat(Words.Skip(at).Take(skipped)).Any(word => Polarity.IsDenial(word.Folded)))
                {
                    return null;
                }

                (atAsked, at) = (atAsked + skippedAsked, at + skipped);
            }

            return same;
        }

        // The smallest step over words that differ, to where both go on alike or both end.
        private (int Asked, int Told)? NextSame(IReadOnlyList<QuotedWord> asked, int atAsked, int at, int last)
        {
            for (var step = 1; step <= 2 * MaxRun; step++)
            {
                for (var skip = Math.Max(0, step - MaxRun); skip <= Math.Min(step, MaxRun); skip++)
                {
                    var (nextAsked, next) = (atAsked + step - skip, at + skip);
                    var bothEnd = nextAsked == asked.Count && next == last + 1;
                    if (bothEnd || (nextAsked < asked.Count && next <= last && asked[nextAsked].Folded == Words[next].Folded))
                    {
                        return (step - skip, skip);
                    }
                }
            }

            return null;
        }
    }
}
