using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), names: each is one of a cited sentence, in full, by surname, initials or nationality; or whom its pronouns mean; or, but for people, what
/// the whole story is about by its headline.
/// </summary>
internal static partial class NamesTold
{
    public static bool AreTold(Draft draft, WordNet dictionary) =>
        Runs(draft.Wording, dictionary).TrueForAll(run => draft.Cited.Any(sentence => IsTold(draft, run, sentence) || IsOpening(draft.Wording, run, sentence)) && !IsInsteadOfNameBehind(draft, run)) && !LacksName(draft);

    // “Lander manager Ulamec”: no name, if the story has it in small letters.
    private static bool IsOpening(Wording wording, List<int> run, CitedSentence sentence) =>
        run is [var only] && wording.StartsSentence(only) && Regex.IsMatch(sentence.Body, $@"\b{Regex.Escape(wording[only])}\b");


    // “He resigned”: who that is only a sentence before could tell, and that may have been dropped.
    private static bool LacksName(Draft draft) =>
        Pronouns.FirstIn(draft.Text) is { } pronoun && !draft.Attributions.Any(said => said.Speaker is { } span && span.Start == pronoun.Index);

    /// <summary>Capitalised words that stand together, as places of words.</summary>
    internal static List<List<int>> Runs(Wording wording, WordNet dictionary)
    {
        var runs = new List<List<int>>();
        for (var place = 0; place < wording.Count; place++)
        {
            if (!IsName(wording, place, dictionary))
            {
                continue;
            }

            var isJoined = runs is [.., [.., var last]] && last == place - 1 && wording.Before(place) is " " or "-" or ". ";
            if (isJoined)
            {
                runs[^1].Add(place);
            }
            else
            {
                runs.Add([place]);
            }
        }

        return runs;
    }

    private static bool IsName(Wording wording, int place, WordNet dictionary)
    {
        var token = wording.Tokens[place];
        return token is { IsCapitalised: true, IsStopWord: false }
            && (token.Length > 1 || IsInitial(wording, place))
            && !Calendar().IsMatch(wording.Written(place))
            && (!wording.StartsSentence(place) || (!IsOrdinary(token.Term.Word, dictionary) && !Adverb().IsMatch(token.Term.Word)));
    }

    // Robert F. Kennedy
    private static bool IsInitial(Wording wording, int place) =>
        place > 0 && wording.Tokens[place - 1].IsCapitalised && place + 1 < wording.Count && wording.Tokens[place + 1].IsCapitalised && wording.Before(place + 1) is ". ";

    // Known to the dictionary in small letters.
    private static bool IsOrdinary(string word, WordNet dictionary) => Enum.GetValues<WordClass>()
        .SelectMany(wordClass => BaseForms.Of(word, wordClass).SelectMany(form => dictionary.Senses(form, wordClass).Take(1)))
        .Any(synset => synset.Words.Any(one => char.IsLower(one[0])));

    private static bool IsTold(Draft draft, List<int> run, CitedSentence sentence)
    {
        var wording = draft.Wording;
        var at = draft.Cited.ToList().IndexOf(sentence);
        var told = run.Where(place => draft.PlacesOfWord(place).Any(found => found.Sentence == at && !IsOnlyOrdinary(wording, place, sentence, found.Word)) || IsIn(wording, place, sentence.Meant) || IsOfCountry(wording, place, sentence)).ToList();
        var text = wording.Text[wording.Tokens[run[0]].Start..wording.Tokens[run[^1]].End];
        if (told.Count == run.Count)
        {
            return !sentence.People.AreNamedIn(wording.Written(run[^1])) || HasTitle(wording, run, sentence);
        }

        return (told.Contains(run[^1]) && (sentence.Body.Contains(text, StringComparison.Ordinal) || IsTitled(wording, run.Except(told).ToList(), run[^1], sentence)))
            || IsShortened(text, sentence)
            || IsExpanded(text, sentence)
            || (run.Except(told).All(place => IsTopic(wording, place, sentence)) && !IsInsteadOfOther(draft, run, at))
            || IsWhoseItIs(draft, run, sentence, at);
    }

    // Brahimi’s resignation takes effect, a successor to Brahimi: of the one person in the headline it may be told whose something is, but not that he does something.
    private static bool IsWhoseItIs(Draft draft, List<int> run, CitedSentence sentence, int at)
    {
        var wording = draft.Wording;
        var isOwner = run[^1] + 1 < wording.Count && wording[run[^1] + 1] == "s" && wording.Before(run[^1] + 1) is "'" or "’";
        var isComplement = run[0] > 0 && wording[run[0] - 1] is "of" or "to" && !draft.Attributions.Any(said => said.Content.Any(content => content.End < wording.Tokens[run[0]].Start));
        var headline = sentence.Evidence.Article.Title;
        return (isOwner || isComplement)
            && Token.AllIn(headline).Where(token => token.IsCapitalised && sentence.People.AreNamedIn(headline[token.Start..token.End])).Select(token => token.Stem).Distinct(StringComparer.Ordinal).ToList() is [var only]
            && only == wording.Tokens[run[^1]].Stem
            && !IsInsteadOfOther(draft, run, at);
    }

    // A name that the sentence does not have, beside a word beside which it has another name, has taken its place: up to Cyprus, for up to the European Union.
    private static bool IsInsteadOfOther(Draft draft, List<int> run, int at)
    {
        var told = draft.Cited[at].Wording;
        return new[] { (From: run[0], Step: -1), (From: run[^1], Step: 1) }.Any(side => draft.Wording.NextContent(side.From, side.Step) is { } neighbour
            && draft.PlacesOfWord(neighbour).Any(found => found.Sentence == at && told.NextContent(found.Word, -side.Step) is { } other && IsUnusedName(draft, at, other)));
    }

    // Was Washington's decision, for what one of the cited sentences calls Damascus's announcement.
    private static bool IsInsteadOfNameBehind(Draft draft, List<int> run) => draft.PlacesOfWord(run[^1]).Count > 0 && draft.Wording.NextContent(run[0], -1) is { } neighbour
        && draft.Wording.Clauses[neighbour] + 1 >= draft.Wording.Clauses[run[0]]
        && draft.PlacesOfWord(neighbour).Any(found => !run.Exists(place => draft.PlacesOfWord(place).Any(one => one.Sentence == found.Sentence))
            && draft.Cited[found.Sentence].Wording.NextContent(found.Word, +1) is { } other && IsUnusedName(draft, found.Sentence, other));

    private static bool IsUnusedName(Draft draft, int at, int word)
    {
        var told = draft.Cited[at].Wording;
        return told.Tokens[word].IsCapitalised && !told.StartsSentence(word) && !Calendar().IsMatch(told.Written(word))
            && !Enumerable.Range(0, draft.Wording.Count).Any(place => draft.PlacesOfWord(place).Contains(new Place(at, word))
                || (draft.Wording.Tokens[place].IsCapitalised && Names.AreOfOneCountry(draft.Wording[place], told[word])));
    }

    // “Bank of Cyprus” is not any bank.
    private static bool IsOnlyOrdinary(Wording wording, int place, CitedSentence sentence, int word) =>
        !wording.StartsSentence(place) && !sentence.Wording.Tokens[word].IsCapitalised && OfName().Match(wording.Text, wording.Tokens[place].Start) is { Success: true } name
        && sentence.Body.Contains(name.Value, StringComparison.Ordinal);

    // Britain’s, for the British.
    private static bool IsOfCountry(Wording wording, int place, CitedSentence sentence) =>
        sentence.Wording.Tokens.Any(token => token.IsCapitalised && Names.AreOfOneCountry(token.Stem, wording.Tokens[place].Stem));

    private static bool IsIn(Wording wording, int place, IEnumerable<string> names) =>
        names.SelectMany(Term.AllIn).Any(term => term.Stem == wording.Tokens[place].Stem);

    // Finance Minister Sarris, General Idris: a title that the story gives elsewhere, or shortened.
    private static bool IsTitled(Wording wording, List<int> title, int surname, CitedSentence sentence) => title.TrueForAll(place =>
        sentence.Body.Contains(wording.Written(place) + " " + wording.Written(surname), StringComparison.OrdinalIgnoreCase)
        || Regex.IsMatch(sentence.Body, $@"\b{Regex.Escape(wording.Written(place)[..Math.Min(3, wording.Written(place).Length)])}\p{{L}}*\.?( [\p{{L}}.]+){{0,3}} {Regex.Escape(wording.Written(surname))}\b", RegexOptions.IgnoreCase));

    // “Finance Minister Siluanov” is not the prime minister who is named beside him.
    private static bool HasTitle(Wording wording, List<int> run, CitedSentence sentence)
    {
        var others = run.SkipLast(1).Where(place => !IsTitled(wording, [place], run[^1], sentence)).Select(wording.Written).ToList();
        return others.Count == 0
            || !StoryTitle().IsMatch(string.Join(' ', others))
            || Office.Of(wording.Written(run[^1]), sentence.Evidence.Article.Title + "\n" + sentence.Body).IsMeantBy("the " + string.Join(' ', others));
    }

    internal static bool IsShortened(string text, CitedSentence sentence) =>
        Acronyms().Matches(sentence.Wording.Text).Any(match => Names.IsShort(match.Value, text))
        || Spelled().Matches(sentence.Wording.Text).Any(match => Names.IsShort(text, match.Value));

    // The IMF, where the sentence speaks of “the Fund” and the story of the International Monetary Fund.
    private static bool IsExpanded(string text, CitedSentence sentence) => Spelled().Matches(sentence.Body)
        .Where(match => Names.IsShort(text, match.Value))
        .Any(match => sentence.Wording.Tokens.Any(token => token is { Start: > 0, IsCapitalised: true } && match.Value.EndsWith(" " + sentence.Wording.Text[token.Start..token.End], StringComparison.Ordinal)));

    private static bool IsTopic(Wording wording, int place, CitedSentence sentence)
    {
        var article = sentence.Evidence.Article;
        var lead = article.Title + "\n" + (sentence.Evidence.Story.Count > 0 ? sentence.Evidence.Story[0].Text : "");
        return Token.AllIn(lead).Any(token => token.IsCapitalised && Alike(token.Stem, wording.Tokens[place].Stem))
            && !sentence.People.AreNamedIn(wording.Written(place));
    }

    private static bool Alike(string one, string other) => one == other || Names.AreOfOneCountry(one, other);

    [GeneratedRegex("([Mm]inister|[Pp]resident|[Aa]mbassador|[Ss]peaker|[Ss]pokes|[Ss]ecretary|[Ee]nvoy|[Gg]eneral|[Cc]hair|[Cc]hief|[Gg]overnor|[Mm]ayor|[Pp]rime|[Ff]oreign|[Ff]inance|[Dd]efen[cs]e|[Ii]nterior|[Ll]abour|[Dd]eputy|[Vv]ice)", RegexOptions.ExplicitCapture)]
    private static partial Regex StoryTitle();

    [GeneratedRegex(@"\G\p{Lu}\p{L}+ (of|for) (the )?\p{Lu}\p{L}+", RegexOptions.ExplicitCapture)]
    private static partial Regex OfName();

    [GeneratedRegex("^(" + CalendarNames.Months + "|(" + CalendarNames.ShortMonths + ")|" + CalendarNames.Weekdays + ")$", RegexOptions.ExplicitCapture)]
    private static partial Regex Calendar();

    [GeneratedRegex("^(according|because|since|unless|whereas|whether|despite|like|unlike|without|within|upon|beyond|who|what|meanwhile|however|although|nobody|nothing|nor|neither|both|later|earlier|its|their|his|her|under|about|around|some|over|more|most)$|ly$", RegexOptions.ExplicitCapture)]
    private static partial Regex Adverb();

    [GeneratedRegex(@"\b(\p{Lu}\.){2,}|\b\p{Lu}{2,}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Acronyms();

    [GeneratedRegex(@"\b\p{Lu}\p{Ll}+([ -](of |the |for )*\p{Lu}\p{Ll}+)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Spelled();
}
