namespace SalesforceCC.Emulator.Http;

/// <summary>A part of the org, with its own paths and its own way to say what is wrong.</summary>
internal interface IOrgPart
{
    /// <summary>The part answers calls of that path.</summary>
    bool Serves(string path);

    /// <summary>Answers a call whose body has been read.</summary>
    Answer Handle(Call call);

    /// <summary>Who reads the body of a call as it arrives; null for all calls that are small enough to be read first.</summary>
    StreamHandler? FindStream(Call call) => null;
}
