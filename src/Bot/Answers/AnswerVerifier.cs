namespace NewsBot.Answers;

/// <summary>Checks what is about to be shown against the stories. Pure: the same answer and stories always give the same verdict.</summary>
public static class AnswerVerifier
{
    /// <summary>The answer without the sentences that their citations do not carry word for word; null if none is left.</summary>
    public static Answer.Grounded? KeepSupported(Answer.Grounded answer)
    {
        var citations = answer.Citations.Where(IsVerbatim).ToDictionary(citation => citation.Number);
        var sentences = answer.Sentences
            .Where(sentence => sentence.Citations.Count > 0 && sentence.Citations.All(citations.ContainsKey))
            .Where(sentence => sentence.Citations.Any(number => Carries(citations[number], sentence)))
            .ToList();
        return sentences.Count > 0 ? answer with { Sentences = sentences, Citations = Used(sentences, answer.Citations) } : null;
    }

    /// <summary>What is offered in place of an answer, as far as it really stands in the stories.</summary>
    public static Answer.NotCovered KeepSupported(Answer.NotCovered answer) => answer with { Nearest = answer.Nearest.Where(IsVerbatim).ToList() };

    /// <summary>Whether the cited sentence really stands at its place in the story.</summary>
    public static bool IsVerbatim(Citation citation)
    {
        var (sentence, body) = (citation.Sentence, citation.Article.Body);
        return sentence.Start >= 0 && sentence.Start < sentence.End && sentence.End <= body.Length
            && body.AsSpan(sentence.Start..sentence.End).SequenceEqual(sentence.Text);
    }

    private static bool Carries(Citation citation, AnswerSentence sentence) =>
        citation.Sentence.Text == sentence.Text
        && (sentence.Said is not { } said || IsNamed(said.Speaker, citation))
        && (sentence.NamedBefore is not { } name || citation.Article.Body.AsSpan(0, citation.Sentence.Start).Contains(name, StringComparison.Ordinal));

    // A full name may be put together from two places; its last word is what the story goes on with.
    private static bool IsNamed(string speaker, Citation citation) => citation.Article.Body.Contains(speaker.Split(' ')[^1], StringComparison.OrdinalIgnoreCase);

    private static List<Citation> Used(List<AnswerSentence> sentences, IReadOnlyList<Citation> citations)
    {
        var numbers = sentences.SelectMany(sentence => sentence.Citations).ToHashSet();
        return citations.Where(citation => numbers.Contains(citation.Number)).ToList();
    }
}
