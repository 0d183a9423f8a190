using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>The statements of one sentence, as the rules come upon them.</summary>
internal sealed class FoundStatements(TokenizedSentence sentence)
{
    private const PartOfSpeech Pronoun = PartOfSpeech.Subject | PartOfSpeech.Object | PartOfSpeech.Relative | PartOfSpeech.That;

    private readonly List<Found> found = [];

    public void Add(Construction construction, TokenRange? speaker, TokenRange cue, Cue word, IReadOnlyList<TokenRange> content, bool isDenied = false) =>
        found.Add(new Found(
            new Attribution(
                construction,
                speaker is { } phrase ? sentence.SpanOf(phrase) : null,
                sentence.SpanOf(cue),
                [.. content.Select(sentence.SpanOf)])
            {
                Verb = word == Cue.Unknown ? null : word.Base,
                IsDenied = isDenied,
            },
            word,
            IsPronoun: speaker is { Length: 1, Start: var only } && sentence.Is(only, Pronoun)));

    /// <summary>Whether a statement has been found within some words.</summary>
    public bool HasCueIn(TokenRange range) => sentence.SpanOf(range) is var span && found.Exists(one => Lies(one.Statement.Cue, span));

    /// <summary>Whether some words have been found to be what somebody says.</summary>
    public bool HasContentOver(TokenRange range) => sentence.SpanOf(range) is var span && found.Exists(one => one.Statement.Content.Any(part => Lies(span, part)));

    /// <summary>
    /// All statements but those that another tells in passing. <c>Kerry said that Lavrov told him so</c> is a statement of each; in <c>Kerry said that
    /// Lavrov likes it</c> and in <c>Kerry said that he likes it</c> only Kerry speaks.
    /// </summary>
    public List<Attribution> Independent() =>
        [.. found.Where(one => one.Statement.Construction == Construction.QuotationFirst || (one.Word.IsSpeech && !one.IsPronoun) || !IsRetold(one)).Select(one => one.Statement)];

    private bool IsRetold(Found inner) =>
        found.Exists(outer => outer != inner && outer.Statement.Content.Any(part => Lies(inner.Statement.Cue, part)));

    private static bool Lies(TextSpan? inner, TextSpan outer) => inner is { } span && outer.Start <= span.Start && outer.End >= span.End;

    private sealed record Found(Attribution Statement, Cue Word, bool IsPronoun);
}
