using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// What a question takes for granted: that somebody named did something. <c>Why did Sarris resign?</c> is not answered by what is told of Sarris
/// where nobody says that he resigned.
/// </summary>
internal sealed partial class Premise
{
    // Mostly told by other words.
    private static readonly HashSet<string> Light = new("be have do get make take go come want need use try".Split(' '), StringComparer.Ordinal);

    private const int LongestAcronym = 6;

    private readonly string name;
    private readonly HashSet<string> subject;
    private readonly string stem;
    private readonly HashSet<string> forms;
    private readonly Relatives? relatives;

    private Premise(Name name, string verb, Relatives? relatives)
    {
        (this.name, this.relatives) = (name.Text, relatives);
        subject = name.Terms.Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        stem = Term.AllIn(verb) is [var term] ? term.Stem : verb;
        forms = BaseForms.IrregularOf(verb).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Null when nothing is taken for granted, or when it may be told in too many ways.</summary>
    /// <param name="relatives">The words that may stand for the question's; null: none.</param>
    public static Premise? Of(Question question, Relatives? relatives) =>
        question.Kind is QuestionKind.Why or QuestionKind.When
        && DidSomething().Match(question.Content) is { Success: true } did
        && question.Names.FirstOrDefault(name => !Nationalities.Is(name.Text) && did.Groups["rest"].Value.StartsWith(name.Text + " ", StringComparison.Ordinal)) is { } subject
        && Verb().Match(did.Groups["rest"].Value[subject.Text.Length..]) is { Success: true } verb
        && !Light.Contains(verb.Groups["verb"].Value)
            ? new Premise(subject, verb.Groups["verb"].Value, relatives)
            : null;

    /// <summary>Whether a sentence says of the subject that it did this; by a pronoun, when the subject is named nearby.</summary>
    public bool IsIn(ScoredSentence scored)
    {
        var tokens = Token.AllIn(scored.Sentence.Text);
        for (var index = 1; index < tokens.Count; index++)
        {
            if (IsVerb(tokens, index) && IsSubject(scored, tokens.Take(index).ToList()))
            {
                return true;
            }
        }

        return false;
    }

    // The noun only where it says whose it is: his resignation, but not the resignation.
    private bool IsVerb(IReadOnlyList<Token> tokens, int index)
    {
        var token = tokens[index];
        return forms.Contains(token.Term.Word)
            || ((token.Stem == stem || relatives?.IsSameAt(index, tokens, stem) == true) && (!Noun().IsMatch(token.Term.Word) || Possessive().IsMatch(tokens[index - 1].Term.Word)));
    }

    private bool IsSubject(ScoredSentence scored, IReadOnlyList<Token> before)
    {
        var text = scored.Sentence.Text;
        return (name.Length <= LongestAcronym && name.All(char.IsUpper) && Acronyms.IsSpelledOut(name.ToLowerInvariant(), before))
            || (!IsOther(text, before) && (IsNamed(text, before) || IsMeant(scored, before)));
    }

    private bool IsNamed(string text, IReadOnlyList<Token> before) =>
        before.Any(token => subject.Contains(token.Stem) && !Nationalities.Is(text[token.Start..token.End]));

    /// <summary>Whether a pronoun stands for the subject: it is named nearby, and nobody else in the sentence.</summary>
    private bool IsMeant(ScoredSentence scored, IReadOnlyList<Token> before) =>
        before.ToList().FindLastIndex(token => Pronoun().IsMatch(token.Term.Word)) is >= 0 and var pronoun
        && !Enumerable.Range(0, pronoun).Any(place => StartsName(before, place))
        && scored.Story.Skip(Math.Max(0, scored.Sentence.Ordinal - 2)).Take(Math.Min(2, scored.Sentence.Ordinal))
            .Any(sentence => Term.AllIn(sentence.Text).Any(term => subject.Contains(term.Stem)));

    // Just before the verb another name is its subject: Ban said Brahimi had resigned.
    private bool IsOther(string text, IReadOnlyList<Token> before)
    {
        var last = before.ToList().FindLastIndex(token => !Auxiliary().IsMatch(token.Term.Word));
        return last > 0 && before[last].IsCapitalised && !before[last].IsStopWord && !subject.Contains(before[last].Stem)
            && !text.AsSpan(before[last].End).TrimStart().StartsWith(',')
            && !Preposition().IsMatch(before[last - 1].Term.Word)
            && !Nationalities.Is(text[before[last].Start..before[last].End]);
    }

    // Somebody named in the same sentence is nearer to a pronoun: Annan announced his resignation. The first word tells only beside another.
    private static bool StartsName(IReadOnlyList<Token> tokens, int place) =>
        tokens[place] is { IsCapitalised: true, IsStopWord: false }
        && (place > 0 ? !Preposition().IsMatch(tokens[place - 1].Term.Word) && !tokens[place - 1].IsCapitalised : tokens.Count > 1 && tokens[1].IsCapitalised);

    [GeneratedRegex(@"\bdid (the )?(?<rest>\S.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DidSomething();

    // In "did the EU parliament approve the plan" the first word is no verb; what follows a verb mostly tells it.
    [GeneratedRegex(
        @"^ ((not|also|then|first|again|\p{Ll}+ly) )*(?<verb>become\b|\p{Ll}{2,}(?=\W*$| \p{Lu}| \p{N}| (the|an?|his|her|its|their|this|that|these|to|for|from|in|on|at|with"
        + @"|as|down|up|out|off|by|into|over|against|if|when|after|before|about|not|so|all|no|any|back|away)\b))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    [GeneratedRegex("(tion|sion|ment|ance|ence|al|ure|er|or)s?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Noun();

    [GeneratedRegex("^(s|his|her|its|their)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Possessive();

    [GeneratedRegex("^(has|have|had|is|was|were|will|would|may|might|could|should|be|been|also|then|later|finally|already|not|never|\\p{Ll}+ly)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Auxiliary();

    [GeneratedRegex("^(in|on|at|from|to|of|by|with|for|under|after|before|since|until|the)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Preposition();

    [GeneratedRegex("^(he|she|it|they|who|his|her|its|their)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();
}
