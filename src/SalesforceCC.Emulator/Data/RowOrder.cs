using System.Text.Json;
using SalesforceCC.Emulator.Data.Blobs;

namespace SalesforceCC.Emulator.Data;

/// <summary>A row of a request, and what is to become of it.</summary>
/// <param name="Operation">What is to be done.</param>
/// <param name="Type">The row's object, as the user sees it.</param>
/// <param name="Id">The row; null for inserts and upserts.</param>
/// <param name="Fields">Its values, a JSON object; undefined for deletions.</param>
/// <param name="Key">For upserts, the field that tells which row is meant.</param>
public sealed record RowOrder(
    RowOperation Operation, SObjectType Type, string? Id = null, JsonElement Fields = default, SObjectField? Key = null)
{
    /// <summary>What is wrong with the row before it is looked at; null for most.</summary>
    public SalesforceError? Refused { get; init; }

    /// <summary>Bytes of one of its fields, which are not among <see cref="Fields"/>; null for most.</summary>
    internal BlobInput? Blob { get; init; }
}
