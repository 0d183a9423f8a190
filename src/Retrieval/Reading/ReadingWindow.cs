namespace NewsBot.Retrieval.Reading;

/// <summary>Neighbouring sentences of one story, read together with a question.</summary>
/// <param name="Header">What stands above the story: its title and day (<see cref="StoryHeader"/>); empty where there is neither.</param>
public sealed record ReadingWindow(string Question, string Header, IReadOnlyList<string> Sentences);
