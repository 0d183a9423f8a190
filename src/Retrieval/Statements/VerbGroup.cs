using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Statements;

/// <summary>How a cue's verb stands in its sentence.</summary>
internal enum Voice
{
    /// <summary>It has a subject of its own: he said, has said, was saying.</summary>
    Finite,

    /// <summary>to say</summary>
    Infinitive,

    /// <summary>…, saying</summary>
    Going,

    /// <summary>was described; described by</summary>
    Passive,
}

/// <summary>A cue with the auxiliaries before it: <c>has not yet said</c>.</summary>
/// <param name="Start">Index of its first token.</param>
/// <param name="Verb">Index of the cue; the group ends with it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VerbGroup(int Start, int Verb, Voice Voice, bool IsNegated)
{
    private const PartOfSpeech InGroup = PartOfSpeech.Auxiliary | PartOfSpeech.Adverb | PartOfSpeech.Negation;

    /// <summary>The group that ends with a token; null when the token is no verb there.</summary>
    public static VerbGroup? At(List<Token> tokens, int verb)
    {
        if (IsNounAt(tokens, verb))
        {
            return null;
        }

        var start = verb;
        var parts = PartOfSpeech.None;
        while (start > 0 && tokens[start - 1] is { IsWord: true } before && before.Is(InGroup) && !before.Is(PartOfSpeech.Subject))
        {
            parts |= before.Lexeme.Parts;
            start--;
        }

        // Adverbs before the subject's end belong to neither; the group begins with its first auxiliary.
        var form = tokens[verb].Lexeme.Form;
        var isNegated = parts.HasFlag(PartOfSpeech.Negation);
        if (start > 0 && tokens[start - 1].Is(PartOfSpeech.To) && form.HasFlag(VerbForm.Base))
        {
            return BeforeCatenative(tokens, start - 1) is { } first
                ? new VerbGroup(first, verb, Voice.Finite, isNegated)
                : new VerbGroup(start - 1, verb, Voice.Infinitive, isNegated);
        }

        if (form.HasFlag(VerbForm.Adjective))
        {
            return parts.HasFlag(PartOfSpeech.Be) ? new VerbGroup(start, verb, Voice.Finite, isNegated) : null;
        }

        if (tokens[verb].Lexeme.Cue!.Takes(Frames.Quoted))
        {
            return parts.HasFlag(PartOfSpeech.Be) ? new VerbGroup(start, verb, Voice.Finite, isNegated) : null;
        }

        if (parts.HasFlag(PartOfSpeech.Be) && form.HasFlag(VerbForm.Participle))
        {
            return new VerbGroup(start, verb, Voice.Passive, isNegated);
        }

        if (form.HasFlag(VerbForm.Going))
        {
            return new VerbGroup(start, verb, parts.HasFlag(PartOfSpeech.Be) ? Voice.Finite : Voice.Going, isNegated);
        }

        if (verb + 1 < tokens.Count && form.HasFlag(VerbForm.Participle) && !parts.HasFlag(PartOfSpeech.Have) && tokens[verb + 1].Is("by"))
        {
            return new VerbGroup(start, verb, Voice.Passive, isNegated);
        }

        return new VerbGroup(start, verb, Voice.Finite, isNegated);
    }

    // The document calls for a truce: after what begins the sentence with an article and is no plural itself, and before what the verb takes.
    private static bool IsAfterSingular(List<Token> tokens, int index, Cue cue)
    {
        if (!tokens[index].IsForm(VerbForm.Present) || index + 1 >= tokens.Count || !cue.Prepositions.Any(tokens[index + 1].Is))
        {
            return false;
        }

        var start = index - 1;
        while (start > 0 && tokens[start] is { IsWord: true, IsMaybePast: false } word && word.Lexeme.Parts == PartOfSpeech.None)
        {
            start--;
        }

        return start < index - 1 && tokens[start].Is(PartOfSpeech.Determiner) && (start == 0 || !tokens[start - 1].IsWord || tokens[start - 1].Is(PartOfSpeech.Conjunction | PartOfSpeech.Subordinator));
    }

    // Lavrov and Assad blame the rebels.
    private static bool IsAfterSeveral(List<Token> tokens, int index) =>
        tokens[index].IsForm(VerbForm.Base) && index > 2 && tokens[index - 1].IsCapitalised && tokens[index - 2].Is("and") && tokens[index - 3].IsCapitalised
        && index + 1 < tokens.Count && tokens[index + 1].Is(PartOfSpeech.Determiner | PartOfSpeech.Possessive | PartOfSpeech.Object);

    // went on to say, has begun to say
    private static int? BeforeCatenative(List<Token> tokens, int to)
    {
        var index = to > 1 && tokens[to - 1].Is("on") ? to - 2 : to - 1;
        if (index < 0 || !tokens[index].Is(PartOfSpeech.Catenative))
        {
            return null;
        }

        while (index > 0 && tokens[index - 1] is { IsWord: true } before && before.Is(InGroup))
        {
            index--;
        }

        return index;
    }

    /// <summary>Whether what stands before a form makes it a noun or an adjective: <c>the claim</c>, <c>their reported plan</c>.</summary>
    public static bool IsNounAt(List<Token> tokens, int index)
    {
        if (tokens[index].IsForm(VerbForm.Noun))
        {
            return true;
        }

        if (index == 0)
        {
            return !tokens[index].IsForm(VerbForm.Going | VerbForm.Participle);
        }

        var before = tokens[index - 1];
        if (tokens[index].Lexeme.Cue is { IsAlsoNoun: true } cue && tokens[index].IsForm(VerbForm.Base | VerbForm.Present)
            && !before.Is(PartOfSpeech.Subject | PartOfSpeech.Relative | PartOfSpeech.To | PartOfSpeech.Modal | PartOfSpeech.Do)
            && !(before.Is(PartOfSpeech.Adverb) && !before.Is(PartOfSpeech.Determiner))
            && before.Kind != TokenKind.Comma
            && !(before.IsCapitalised && tokens[index].IsForm(VerbForm.Present))
            && !IsAfterSingular(tokens, index, cue)
            && !IsAfterSeveral(tokens, index)
            && !(cue.Takes(Frames.Clause) && index + 1 < tokens.Count && tokens[index + 1].Is(PartOfSpeech.That)))
        {
            return true;
        }

        return before.IsWord && (before.Is(PartOfSpeech.Determiner) && !before.Is(PartOfSpeech.Adverb | PartOfSpeech.Subject)
            || (before.Is(PartOfSpeech.Possessive) && !before.Is(PartOfSpeech.Object))
            || (before.Is(PartOfSpeech.Preposition) && !tokens[index].IsForm(VerbForm.Going) && !before.Is(PartOfSpeech.Adverb | PartOfSpeech.Subordinator)));
    }
}
