using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Attachments and documents know how long they are.</summary>
internal sealed class AttachmentRule : IRowRule
{
    public void Derive(RowChange row)
    {
        if (row["Body"] is StoredBlob body) row["BodyLength"] = body.Length;
    }
}
