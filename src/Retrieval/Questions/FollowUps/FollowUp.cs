using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>Makes a question of a conversation stand alone: <c>And Kerry?</c>, after <c>What did Lavrov say about Assad?</c>.</summary>
public static class FollowUp
{
    /// <param name="utterance">What was typed.</param>
    /// <param name="earlier">What was asked before, oldest first.</param>
    public static Standalone Resolve(string utterance, IReadOnlyList<Turn> earlier, WordNet dictionary)
    {
        var typed = utterance.Trim();
        if (earlier is not [.., var last] || typed.Length == 0)
        {
            return new Standalone(utterance, Certainty.AsTyped);
        }

        // 1. The last question with one part changed: And Kerry? When was that? Who else?
        var focus = Focus.Of(earlier, dictionary);
        if (Ellipsis.Complete(typed, last.Question, focus, dictionary) is { } completed)
        {
            return new Standalone(completed, Certainty.Resolved);
        }

        // 2. Words that stand for something said before: he, it, there, the city.
        if (Anaphora.Replace(typed, focus) is { } replaced)
        {
            return new Standalone(replaced, Certainty.Resolved);
        }

        // 3. A question that names nothing of its own may go on with the matter; or begin another.
        return focus.Topic is { } topic && LooseEnd.Tie(typed, topic, dictionary) is { } tied
            ? new Standalone(tied, Certainty.Guessed)
            : new Standalone(utterance, Certainty.AsTyped);
    }
}

/// <summary>A question that makes sense without the conversation.</summary>
public sealed record Standalone(string Text, Certainty Certainty);

/// <summary>How sure it is that a question was meant so.</summary>
public enum Certainty
{
    /// <summary>Nothing was changed.</summary>
    AsTyped,

    /// <summary>Its own words refer to the conversation.</summary>
    Resolved,

    /// <summary>It may as well be meant as typed: that is tried first.</summary>
    Guessed,
}
