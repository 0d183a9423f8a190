using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers;

/// <summary>What a sentence needs to be understood where its story is not at hand.</summary>
/// <param name="Before">Sentences before it, in the story's order.</param>
/// <param name="Person">Whom the story names before these, when they do not name who acts or speaks.</param>
internal sealed record SentenceContext(IReadOnlyList<Sentence> Before, string? Person)
{
    private const int MaxBefore = 3;
    private const int MaxItems = 8;

    private static readonly SentenceContext Nothing = new([], null);

    /// <summary>Sentences after it, in the story's order.</summary>
    public IReadOnlyList<Sentence> After { get; private init; } = [];

    /// <param name="body">The story's text.</param>
    /// <param name="story">All its sentences.</param>
    public static SentenceContext Of(string body, IReadOnlyList<Sentence> story, Sentence sentence) =>
        story.ElementAtOrDefault(sentence.Ordinal) != sentence ? Nothing
        : SentenceList.Around(body, story, sentence) is { } list ? In(list, story, sentence)
        : Of(story, sentence);

    /// <summary>What a list announces is in its items, and what these are about, in the line before them.</summary>
    private static SentenceContext In(SentenceList list, IReadOnlyList<Sentence> story, Sentence sentence)
    {
        var items = list.Items.Take(MaxItems).ToList();
        return sentence == list.Introduction ? Of(story, sentence) with { After = items }
            : list.IsOneSentence && items.Contains(sentence) ? new([list.Introduction, .. items.TakeWhile(item => item != sentence)], null) { After = [.. items.SkipWhile(item => item != sentence).Skip(1)] }
            : new([list.Introduction], null);
    }

    private static SentenceContext Of(IReadOnlyList<Sentence> story, Sentence sentence)
    {
        var own = Dependences.Of(sentence.Text);
        if (own == Dependence.None || sentence.Ordinal == 0)
        {
            return Nothing;
        }

        var (needs, people) = (own, StoryPeople.Of([.. story.Take(sentence.Ordinal)]));
        for (var first = sentence.Ordinal - 1; first >= Math.Max(0, sentence.Ordinal - MaxBefore); first--)
        {
            needs = StillNeeded(needs, story[first], people);
            if (needs == Dependence.None)
            {
                return new SentenceContext([.. story.Take(sentence.Ordinal).Skip(first)], null);
            }
        }

        // Nobody near is named: then whoever was named last is, or whoever alone has the title.
        var person = needs != Dependence.Person ? null
            : Dependences.RoleIn(sentence.Text) is { } role ? people.OnlyOneWithTitle(role)
            : story.Take(sentence.Ordinal).Select(before => people.LastNamedIn(UnquotedText.Of(before.Text))).LastOrDefault(name => name is not null);
        return new SentenceContext(own == Dependence.Person && person is not null ? [] : [story[sentence.Ordinal - 1]], person);
    }

    private static Dependence StillNeeded(Dependence needs, Sentence before, StoryPeople people)
    {
        var own = Dependences.Of(before.Text);
        return needs == Dependence.Person && own != Dependence.Person
            ? people.AreNamedIn(UnquotedText.Of(before.Text)) ? Dependence.None : Dependence.Person
            : own;
    }
}
