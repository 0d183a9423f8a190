namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// All pieces of a vocabulary by their characters, as a double array (Aoe, 1989): the child of node <c>n</c> for the character
/// of code <c>c</c> is the slot <c>offsets[n] + c</c>, if that slot's parent is <c>n</c>. A step is two array reads.
/// </summary>
internal sealed class PieceTrie
{
    public const int Root = 0;
    public const int None = -1;

    private readonly ushort[] codes = new ushort[char.MaxValue + 1]; // 0: the character is in no piece
    private readonly int codeCount;
    private int[] offsets = [];
    private int[] parents = [];
    private int[] ids = [];

    /// <param name="pieces">Pieces and their ids; of two equal pieces the last counts.</param>
    public PieceTrie(IEnumerable<(string Piece, int Id)> pieces)
    {
        var sorted = pieces.Reverse().DistinctBy(piece => piece.Piece, StringComparer.Ordinal).ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Piece, right.Piece));
        foreach (var letter in sorted.SelectMany(piece => piece.Piece).Distinct())
        {
            codes[letter] = (ushort)++codeCount;
        }

        Grow(codeCount + 1);
        parents[Root] = Root;
        var firstFree = 1;
        AddChildren(Root, sorted, depth: 0, ref firstFree);
    }

    /// <summary>The child of <paramref name="node"/> for <paramref name="letter"/>, or <see cref="None"/>.</summary>
    public int Step(int node, char letter)
    {
        var code = codes[letter];
        if (code == 0)
        {
            return None;
        }

        var child = offsets[node] + code;
        return parents[child] == node ? child : None;
    }

    /// <summary>The id of the piece that ends at <paramref name="node"/>, or <see cref="None"/>.</summary>
    public int IdAt(int node) => ids[node];

    private void AddChildren(int node, ReadOnlySpan<(string Piece, int Id)> pieces, int depth, ref int firstFree)
    {
        if (pieces[0].Piece.Length == depth)
        {
            ids[node] = pieces[0].Id;
            pieces = pieces[1..];
        }

        if (pieces.IsEmpty)
        {
            return; // a leaf keeps the offset 0: no slot names it as parent
        }

        var letters = new List<(char Letter, int Start)>();
        for (var start = 0; start < pieces.Length; start++)
        {
            if (start == 0 || pieces[start].Piece[depth] != pieces[start - 1].Piece[depth])
            {
                letters.Add((pieces[start].Piece[depth], start));
            }
        }

        // All children are claimed before any grandchild looks for room.
        var offset = FindRoom(letters, ref firstFree);
        offsets[node] = offset;
        foreach (var (letter, _) in letters)
        {
            parents[offset + codes[letter]] = node;
        }

        for (var i = 0; i < letters.Count; i++)
        {
            var end = i + 1 < letters.Count ? letters[i + 1].Start : pieces.Length;
            AddChildren(offset + codes[letters[i].Letter], pieces[letters[i].Start..end], depth + 1, ref firstFree);
        }
    }

    private int FindRoom(List<(char Letter, int Start)> letters, ref int firstFree)
    {
        while (firstFree < parents.Length && parents[firstFree] != None)
        {
            firstFree++;
        }

        for (var offset = Math.Max(0, firstFree - codeCount); ; offset++)
        {
            Grow(offset + codeCount + 1);
            if (letters.TrueForAll(child => parents[offset + codes[child.Letter]] == None))
            {
                return offset;
            }
        }
    }

    // Whatever the offset, a step of any code stays inside the arrays.
    private void Grow(int length)
    {
        if (length <= parents.Length)
        {
            return;
        }

        var (before, after) = (parents.Length, Math.Max(length, parents.Length * 2));
        Array.Resize(ref offsets, after);
        Array.Resize(ref parents, after);
        Array.Resize(ref ids, after);
        parents.AsSpan(before).Fill(None);
        ids.AsSpan(before).Fill(None);
    }
}
