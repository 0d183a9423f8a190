namespace NewsBot.Retrieval.Reading;

/// <summary>The names of what goes into the reader's network and what comes out of it.</summary>
public static class ReaderModel
{
    /// <summary>int32 [tokens]: ids in the vocabulary, of all windows one after the other.</summary>
    public const string TokenIds = "token_ids";

    /// <summary>int32 [tokens]: 0 for the question's, 1 for the story's.</summary>
    public const string Segments = "segments";

    /// <summary>int32 [tokens]: each token's place in its window, from 0.</summary>
    public const string Positions = "positions";

    /// <summary>int32 [windows, length]: which token is there; any token where a window has ended.</summary>
    public const string Slots = "slots";

    /// <summary>int32 [tokens]: each token's slot, counted over all windows.</summary>
    public const string TokenSlots = "token_slots";

    /// <summary>int32 [windows]: how many tokens each has.</summary>
    public const string Lengths = "lengths";

    /// <summary>float [tokens, 5]: what follows here, by their numbers. All are log-odds; a sentence's own are the means over its tokens.</summary>
    public const string Numbers = "numbers";

    public const int Outputs = 5;

    /// <summary>Its sentence answers; of a window's first token: the window does.</summary>
    public const int Answers = 0;

    /// <summary>The answer begins with it.</summary>
    public const int Begins = 1;

    /// <summary>The answer ends with it.</summary>
    public const int Ends = 2;

    /// <summary>A yes/no question gets a yes.</summary>
    public const int Yes = 3;

    /// <summary>A yes/no question gets a no.</summary>
    public const int No = 4;
}
