using NewsBot.Answers.Drafts;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers.Writing;

/// <summary>The checked sentences of a model so far, after the source of its first where that did not pass; their citations are numbered from 1 as they appear.</summary>
internal sealed class AnswerInProgress(Question question, IReadOnlyList<NumberedEvidence> evidence)
{
    // What is shown first cannot tell which stories will be cited; only to which ones the question was narrowed.
    private readonly Lead? lead = Scope.Of(question) is { IsAll: false } scope ? new Lead(0, null, null, IsLatest: false, scope) : null;
    private readonly List<AnswerSentence> sentences = [];
    private readonly List<Citation> citations = [];

    // Of the citations, how many are of sentences that are shown themselves.
    private int quoted;

    public int Sentences => sentences.Count;

    public Answer.Grounded SoFar => new([.. sentences], [.. citations]) { Lead = lead };

    /// <summary>With the dates of its stories under it, where these have to be known.</summary>
    public Answer.Grounded Whole => SoFar with { Note = NoteText.Dated(Lead.Of(question, citations.Select(citation => citation.Article))) };

    /// <summary>Whether none of it is the model's.</summary>
    public bool IsOnlyQuoted { get; private set; } = true;

    /// <summary>False when it has been said already, in the same words or by the sentences themselves that it rests on.</summary>
    public bool TryAdd(DraftVerdict.Kept kept)
    {
        var sources = kept.Cited.Select(number => evidence.First(one => one.Number == number)).ToList();
        if (sentences.Exists(sentence => sentence.Text == kept.Text) || sources.TrueForAll(one => citations.Take(quoted).Any(known => IsSame(known, CitationOf(one)))))
        {
            return false;
        }

        sentences.Add(new AnswerSentence(kept.Text, sources.Select(one => NumberOf(CitationOf(one))).Distinct().ToList()));
        IsOnlyQuoted = false;
        return true;
    }

    /// <summary>Puts sentences of the stories before all that passes.</summary>
    public void BeginWith(Answer.Grounded source)
    {
        sentences.AddRange(source.Sentences.Select(sentence => sentence with
        {
            Citations = source.Citations.Where(citation => sentence.Citations.Contains(citation.Number)).Select(NumberOf).ToList(),
        }));
        quoted = citations.Count;
    }

    /// <summary>What has been shown, and after it the sentences of another answer that it does not cite yet.</summary>
    public Answer.Grounded FollowedBy(Answer.Grounded other, string? note)
    {
        var (all, cited) = (new List<AnswerSentence>(sentences), new List<Citation>(citations));
        foreach (var sentence in other.Sentences)
        {
            var missing = other.Citations.Where(citation => sentence.Citations.Contains(citation.Number) && !citations.Exists(known => IsSame(known, citation))).ToList();
            if (missing.Count > 0)
            {
                var numbered = missing.Select((citation, index) => citation with { Number = cited.Count + 1 + index }).ToList();
                cited.AddRange(numbered);
                all.Add(sentence with { Citations = numbered.Select(citation => citation.Number).ToList() });
            }
        }

        return new Answer.Grounded(all, cited) { Lead = lead, Note = note ?? NoteText.Dated(Lead.Of(question, cited.Select(citation => citation.Article))) };
    }

    private static Citation CitationOf(NumberedEvidence one) => new(0, one.Article, one.Sentence) { Speaker = one.Speaker };

    private int NumberOf(Citation citation)
    {
        if (citations.Find(known => IsSame(known, citation)) is { } known)
        {
            return known.Number;
        }

        citations.Add(citation with { Number = citations.Count + 1 });
        return citations.Count;
    }

    private static bool IsSame(Citation one, Citation other) => one.Article.Id == other.Article.Id && one.Sentence.Ordinal == other.Sentence.Ordinal;
}
