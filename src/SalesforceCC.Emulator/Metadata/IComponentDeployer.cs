namespace SalesforceCC.Emulator.Metadata;

/// <summary>Deploys the components of one or more types.</summary>
internal interface IComponentDeployer
{
    /// <summary>Makes the component, or changes it.</summary>
    /// <returns>Its id, where it has one, and whether it is new.</returns>
    /// <exception cref="ComponentProblem">It cannot be.</exception>
    (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction);
}
