using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions;

/// <summary>What is asked, as retrieval understands it.</summary>
/// <param name="Text">The question as typed, with one space for each run of white space and control characters.</param>
/// <param name="Terms">Its words worth searching for; empty when there are none.</param>
/// <param name="Names">The terms that the asker wrote as a name: capitalised, or with a digit.</param>
/// <param name="Expects">What kind of thing answers it.</param>
public sealed record Question(string Text, IReadOnlyList<Term> Terms, IReadOnlyList<Term> Names, ExpectedAnswer Expects);

/// <summary>The kind of thing that a question's first words ask for.</summary>
public enum ExpectedAnswer
{
    Anything,
    Person,
    Time,
    Quantity,
}
