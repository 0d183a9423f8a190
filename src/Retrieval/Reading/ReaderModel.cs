namespace NewsBot.Retrieval.Reading;

/// <summary>What the reader's network tells of each token: <see cref="Numbers"/>, float [tokens, 5]. All are log-odds; a sentence's own are the means over its tokens.</summary>
public static class ReaderModel
{
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
