namespace SalesforceCC.Fuzz.Running;

/// <summary>A part of the project that is given inputs, and what must hold whatever they are.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Makes an input. Equal numbers make equal inputs.</summary>
    public abstract FuzzInput Next(Random random);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
